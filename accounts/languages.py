"""In which language a person is spoken to: the one that they chose, else the one that their browser asks for. Mail is
written in the former; who never chose gets it in the portal's own."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as set_in_the_browser

from accounts.models import User
from core.web import PortalRequest


def is_spoken(language: str) -> bool:
    return language in dict(settings.LANGUAGES)


def language_of_mail(user: User | None) -> str:
    return user.language if user is not None and is_spoken(user.language) else settings.LANGUAGE_CODE


def languages_of_mail(addresses: Iterable[str]) -> Mapping[str, str]:
    """Address to language, for those that belong to an account."""
    people = User.objects.filter(email__in=set(addresses))
    return {user.email: language_of_mail(user) for user in people}


def choose(user: User, language: str) -> None:
    """The very person's own act; what the portal does not speak changes nothing."""
    if is_spoken(language):
        User.objects.filter(id=user.id).update(language=language)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For the pages, and for mail that we send you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]


@require_POST
def set_language(request: PortalRequest) -> HttpResponseBase:
    """The switch at the foot of every page: for this browser and, where somebody is signed in, for them."""
    if isinstance(request.user, User):
        choose(request.user, request.POST.get(LANGUAGE_QUERY_PARAMETER, ""))
    return set_in_the_browser(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_language(request: PortalRequest) -> HttpResponse:
    form = LanguageForm(request.POST or None, initial={"language": translation.get_language()})
    if not form.is_valid():
        return render(request, "account/language.html", {"form": form}, status=422 if form.is_bound else 200)
    language = form.cleaned_data["language"]
    if isinstance(request.user, User):
        choose(request.user, language)
    with translation.override(language):
        messages.success(request, _("From now on we write to you in this language."))
    return redirect("account-language")
