"""What languages put before or behind a name without a space, in plain writing."""

from recognition.listed import listed

BEFORE = listed(
    """
    my the new by go un le la el al os das der die ال وال بال لل و ب ل ف ك ה ב ל ו מ ש כ של
    """
)
BEHIND = listed(
    """
    s es x а я у ю е ы и о ой ом ам ами ах ов ский ские ская ское ского ской lar ler in un nin nun da de dan
    den a e i y u ya ye li lu lik ς ου ον n ssa sta lla lle lta ho ovi em os ek hoz hez ban ben nak nek val vel ow owy owa owe y om ami ach 은 는 이 가 을 를 의 에 에서 로 으로 도 와 과 랑 이랑 용 풍 급 제 산 님 백 st
    """
)
