"""The rule `platform-notice`."""

from align.linter.families.wordings import PageNoticeRule
from align.linter.rule import Bad


class PlatformNotice(PageNoticeRule):
    """An appeal to use the buttons, QR codes or accounts of the source's platform was translated with the text.

    What it finds
    -------------
    Instructions to the reader that make sense only on the page of the source: a `“like/dislike” button`, `Scan the QR
    code below to follow us`, `Follow our official account`, `Click here to read the original`, `Long press to
    identify`, `Welcome to leave a message in the comment area`, `Font: [Large Medium Small]`, and the same in Chinese.

    Why it matters
    --------------
    The reader looks for a button or a code that is not there.

    When it stays silent
    --------------------
    On news about codes, accounts and likes (`Passengers scan the QR code at the gate`, `The post drew many likes`).
    Only an instruction at the beginning of a sentence counts, and only if it says what it is for or where on the page
    to look. The texts of programs (`.po`, `en.json`) are not asked.

    Measured
    --------
    No alarm in 4,505 human references of news, bank reports (89,259 words), novels (30,715) and 175 essays; 6 in
    machine translations of 2023, all on `Font: [Large Medium Small]`.
    """

    good = (
        "Scan the QR code for the audio guide",
        "Passengers scan the QR code at the gate and walk to their seats.",
        "Visitors are asked to scan the QR code below the sign; most of them do.",
        "The ministry's official account on WeChat has four million followers.",
        "The post drew a thousand likes and a handful of dislikes.",
        "Welcome to the club, said the captain.",
        "He would share it with friends over dinner.",
        "The app makes users swipe up to unlock a film.",
        "Follow the river to the old town.",
    )
    bad = (
        Bad("The writer speaks for himself. ⟦We welcome your comments through the “like” and “share” buttons below⟧."),
        Bad("Tell us by the ⟦“like/dislike” buttons below⟧."),
        Bad("The port reopened. ⟦Scan the QR code below to follow us⟧."),
        Bad("⟦Please scan the QR code⟧"),
        Bad("⟦Long press to identify the code⟧"),
        Bad("⟦Follow our WeChat official account for more news⟧."),
        Bad("⟦Click here to read the original text⟧"),
        Bad("⟦Please click “like” and “share”⟧!"),
        Bad("⟦Follow us on WeChat for more⟧."),
        Bad("⟦Swipe up to see more⟧"),
        Bad("⟦Welcome to leave a message in the comment area⟧!"),
        Bad("What do you think? ⟦Tell us in the comment area⟧."),
        Bad("⟦Forward it to your friends⟧!"),
        Bad("2021-05-03 ⟦Font: [Large Medium Small]⟧"),
        Bad("The port reopened. ⟦长按识别二维码⟧"),
    )
