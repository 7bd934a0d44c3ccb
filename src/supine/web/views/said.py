"""What is said on the start page with one press: an offer answered, a statement made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from supine.diary.people import current_person
from supine.diary.said import answer_offer, record_statement
from supine.web.forms import OfferForm, StatementForm
from supine.web.today import plan_of


@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """Take or decline an offer; one that does not stand any more changes nothing."""
    form = OfferForm(request.POST)
    if form.is_valid():
        person, now = current_person(), timezone.localtime()
        is_taken = form.cleaned_data["answer"] == "take"
        answer_offer(person, form.cleaned_data["offer"], is_taken, now, plan_of(person, now))
    return redirect("home")


@require_POST
def statement(request: HttpRequest) -> HttpResponse:
    """Store what the person says of these days."""
    form = StatementForm(request.POST)
    if form.is_valid():
        record_statement(current_person(), form.cleaned_data["statement"], timezone.localtime())
    return redirect("home")
