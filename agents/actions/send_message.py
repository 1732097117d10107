"""Write to the people with whom a match is arranged, and thank those who helped.

Who:       both sides of a match; an obligation, so every profile answers
When:      a matched match has no message yet (the helper writes first), or the other side wrote
           last; after the help, for some days, until the member has said thanks
Calls:     list_conversations, list_matches (matched); for a first message open_conversation,
           get_user and send_message; for an answer list_messages, get_match where the match is
           no longer matched, and send_message
Chances:   first_chance 0.9 for each first message (ours: the old simulator never wrote first),
           reply_chance 0.5 for each answer, stop_chance 0.5 after an answer that was sent
           (old simulator, 3.8)
Takes:     5 to 15 s to read, 10 to 30 s to type (old simulator, 3.8); at most 3 first messages
           and 5 conversations a turn, where the old simulator read all of them
Leaves:    ConversationOpened, MessageSent
Outcomes:  skipped no_conversation, nothing_to_say, undecided. An existing conversation is looked
           for before one is opened, and only the helper opens, always with both people in it
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.entities import MyConversation, MyMatch, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import ConversationOpened, MessageSent
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped
from agents.talk import Begin, not_begun, other_person, talks_of, thanks, to_read
from agents.words import Stage


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds, `thanks_within_h` in hours."""

    window: int = 50
    first_chance: float = 0.9
    reply_chance: float = 0.5
    stop_chance: float = 0.5
    most_first: int = 3
    most_read: int = 5
    messages: int = 20
    thanks_within_h: float = 72.0
    read_s: tuple[float, float] = (5.0, 15.0)
    type_s: tuple[float, float] = (10.0, 30.0)


async def send_message(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Write the first messages that are due, then read and answer some conversations."""
    conversations = await karmyq.list_conversations()
    matches = await karmyq.list_matches(settings.window, status="matched")
    talks = talks_of(matches, conversations)
    silent = not_begun(me, matches, talks)[: settings.most_first]
    spoken = to_read(me, talks, conversations, settings.thanks_within_h, settings.most_read)
    if not silent and not spoken:
        return skipped("no_conversation")

    first = await begin_some(me, karmyq, silent, settings)
    answered, left = await answer_some(me, karmyq, spoken, matches, settings)
    if first or answered:
        return DONE
    return skipped("undecided" if silent or left else "nothing_to_say")


async def begin_some(me: Me, karmyq: Karmyq, silent: Sequence[Begin], settings: Settings) -> int:
    """Write the first message in some matches; says in how many."""
    written = 0
    for match, conversation in silent:
        if me.draw.chance(settings.first_chance):
            await begin(me, karmyq, match, conversation, settings)
            written += 1
    return written


async def answer_some(
    me: Me,
    karmyq: Karmyq,
    spoken: Iterable[MyConversation],
    matches: Sequence[MyMatch],
    settings: Settings,
) -> tuple[int, int]:
    """Read conversations and answer some; says how many were answered, and how many were not."""
    answered = left = 0
    for conversation in spoken:
        stage = await stage_of(me, karmyq, conversation, matches, settings)
        if stage is None:
            continue
        if not me.draw.chance(settings.reply_chance):
            left += 1
            continue
        await reply(me, karmyq, conversation, stage, settings)
        answered += 1
        if me.draw.chance(settings.stop_chance):
            break
    return answered, left


async def begin(
    me: Me, karmyq: Karmyq, match: MyMatch, found: MyConversation | None, settings: Settings
) -> None:
    """Write first, as the helper, in the conversation there is or in a new one."""
    await me.think(*settings.type_s)
    requester = match.requester_id or ""
    if found is None:
        people = (me.account.id, requester)
        conversation_id = (await karmyq.open_conversation(match.id, people)).id
        me.leave(ConversationOpened(conversation_id, match.id))
    else:
        conversation_id = found.id
    name, title = (await karmyq.get_user(requester)).name, match.request_title or "your request"
    text = me.words.message(me.content, "first_contact", name, title)
    message = await karmyq.send_message(conversation_id, text)
    me.leave(MessageSent(message.id, match.id, "first_contact"))


async def stage_of(
    me: Me,
    karmyq: Karmyq,
    conversation: MyConversation,
    matches: Iterable[MyMatch],
    settings: Settings,
) -> Stage | None:
    """Read a conversation; what an answer would be about, None when none is expected."""
    await me.think(*settings.read_s)
    messages = await karmyq.list_messages(conversation.id, settings.messages)
    for match in matches:
        if match.id == conversation.request_match_id:
            helps = match.responder_id == me.account.id
            return "helper_arranging" if helps else "requester_arranging"
    if conversation.request_match_id is None:
        return None
    return thanks(me, await karmyq.get_match(conversation.request_match_id), messages)


async def reply(
    me: Me, karmyq: Karmyq, conversation: MyConversation, stage: Stage, settings: Settings
) -> None:
    """Answer the other party."""
    await me.think(*settings.type_s)
    other = other_person(me, conversation)
    name = "" if other is None else other.name
    text = me.words.message(me.content, stage, name)
    message = await karmyq.send_message(conversation.id, text)
    me.leave(MessageSent(message.id, conversation.request_match_id or "", stage))


def messages_wait(standing: Standing) -> bool:
    """It is the member's turn to write in a matched match."""
    return standing.messages_to_write > 0


ACTION = Action("send_message", send_message, Settings, waits=messages_wait)
