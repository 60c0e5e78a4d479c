"""The demonstration's needs: ministries and international organisations ask, companies answer. All made up."""

from datetime import timedelta

from django.utils import timezone

from madang.demo.leads import lead_called
from madang.demo.programme_texts import NEEDS, REPLIES
from madang.site.programmes.actions import needs
from madang.site.programmes.models import Need


def build_needs() -> None:
    """Needs of ministries and international organisations with answers in every state."""
    now = timezone.now().replace(hour=16, minute=0, second=0, microsecond=0)
    for wanted in NEEDS:
        lead = lead_called(wanted.organisation)
        need = needs.write_need(
            by=lead,
            need=Need(
                slug=wanted.slug,
                title=wanted.title,
                text=wanted.text,
                country=lead.organisation.country if lead.organisation else "",
                field=wanted.field,
                answers_until=now + timedelta(days=wanted.days),
            ),
        )
        need = needs.step_need(by=lead, need=need, step="publish")
        for company, step in wanted.answers:
            text = f"{company} can supply this from next spring and names its references in a first talk."
            answer = needs.answer_need(by=lead_called(company), need=need, text=text)
            if step in REPLIES:
                needs.reply_to_answer(by=lead, answer=answer, step=step, reason=REPLIES[step])  # fmt: skip
        if wanted.is_closed:
            needs.step_need(by=lead, need=need, step="close")
