from groundswell.scoring.keys import context_of, is_short_reply, text_key


def test_equal_texts_share_a_key():
    assert text_key("The export is broken since Monday.") == text_key("The export is broken since Monday.")
    assert len(text_key("x")) == 32


def test_context_decides_the_key_of_a_short_reply_only():
    assert text_key("Great.", ["It is fixed.", None]) != text_key("Great.", ["It failed again.", None])
    long = "Great work on the new export page"
    assert text_key(long, ["It is fixed.", None]) == text_key(long, ["It failed again.", None])


def test_five_words_are_short_and_six_are_not():
    assert is_short_reply("one two\nthree  four five")
    assert not is_short_reply("one two three four five six")
    assert not is_short_reply("")


def test_missing_turns_at_the_end_do_not_count():
    assert text_key("Great.", [None, None]) == text_key("Great.") == text_key("Great.", ["", None])
    assert context_of("Great.", ["before", None]) == ("before",)
    assert context_of("Great.", [None, "earlier"]) == ("", "earlier")


def test_joined_turns_cannot_be_confused():
    assert text_key("a", ["b c", None]) != text_key("a", ["b", "c"]) != text_key("a b", ["c", None])
