// A button that copies, beside whatever says data-copy. Without JavaScript the text can be selected as it is.

function addButton(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  block.after(button);
}

document.querySelectorAll("[data-copy]").forEach(addButton);
