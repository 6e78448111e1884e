"""One command for a whole portal: embedded servers, a supervisor, and the steps of script/test."""
