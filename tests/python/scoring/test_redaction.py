import pytest
from timing import assert_linear

from groundswell.scoring.redaction import has_valid_iban_checksum, has_valid_luhn, redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail ann.lee+x@example.co.uk, please", "mail [email], please"),
        ("mailto:ann@example.com", "[email]"),
        ("jürgen@müller.example", "[email]"),
        ("ann (at) example (dot) com", "[email]"),
        ("ann at example dot com", "[email]"),
        ("call +1 (555) 010-0199 now", "call [phone] now"),
        ("tel: 5550100199", "tel: [phone]"),
        ("my number is +49 171 1234567.", "my number is [phone]."),
        ("020 7946 0958", "[phone]"),
        ("555-010-0199 or 555.010.0199", "[phone] or [phone]"),
        ("(555) 010-0199 ext. 12", "[phone]"),
        ("07700900123", "[phone]"),
        ("+33 1 23 45 67 89", "[phone]"),
        ("card 4111 1111 1111 1111 was charged", "card [card] was charged"),
        ("5555-5555-5555-4444", "[card]"),
        ("378282246310005", "[card]"),
        ("my card 4111 1111 1111 1111 12/26", "my card [card] 12/26"),
        ("Visa 4111 1111 1111 1111 123", "Visa [card] 123"),
        ("2 4111111111111111 5555555555554444", "2 [card] [card]"),
        ("order 4711 4111 1111 1111 1111", "order 4711 [card]"),
        ("card no.4111111111111111", "card no.[card]"),
        ("cvc 123, PIN 4321", "cvc [secret], PIN [secret]"),
        ("login from 203.0.113.9, client 10.1.2.3", "login from [ip], client [ip]"),
        ("10.0.0.1-10.0.0.50", "[ip]-[ip]"),
        ("DB_PASSWORD=hunter22", "DB_PASSWORD=[secret]"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7", "aws_secret_access_key = [secret]"),
        ("pw: Sommer2024, password (hunter2)", "pw: [secret], password ([secret])"),
        ("DE89 3704 0044 0532 0130 00 PLEASE", "[iban] PLEASE"),
        ("gb29nwbk60161331926819", "[iban]"),
        ("host 10.0.0.12 is down", "host [ip] is down"),
        ("2001:db8::ff00:42:8329 fails", "[ip] fails"),
        ("see https://user:secret@host.example/x?token=abc.", "see [url]."),
        ("www.example.com/reset/abc", "[url]"),
        ("postgres://u:p@db/x", "[url]"),
        ("my ssn is 078-05-1120", "my ssn is [ssn]"),
        ("social security number 078051120", "social security number [ssn]"),
        ("sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc", "[secret]"),
        ("Authorization: Bearer abcdef1234567890", "Authorization: Bearer [secret]"),
        ("password is Hunter2!", "password is [secret]!"),
        ("Password: Sunshine\nIt fails", "Password: [secret]\nIt fails"),
        ("api_key=abcdefgh", "api_key=[secret]"),
        ("your one-time code is 493021", "your one-time code is [secret]"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "[secret]"),
        ("key 9f86d081884c7d659a2feaa0c55ad015", "key [secret]"),
        ("@acmesupport please help", "[handle] please help"),
    ],
)
def test_personal_data_and_secrets_are_masked(text, expected):
    assert redact(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "version 10.0.0.12 broke it, v1.2.3.4 did not",
        "openssl-1.0.2.1 is old, updated from 1.2.3.4 yesterday",
        "token: expired",
        "Password: required",
        "2023 2024 1234 5678 9012 3456 7890",
        "iOS 15.2.1 and build 2024.11.05.3",
        "order 4111111111111112",
        "order #12345678901 and order number 4711000815",
        "ticket 20240101123456",
        "$1,234,567.89 charged, 19.99 - 29.99 before",
        "2024-11-05 10:30:45 and 05/11/2024 at 10:30",
        "from 2019-01-01 to 2020-12-31",
        "NOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO and EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE",
        "on 02/03/2011 10:10:55 exactly",
        "Update 05/02/19: and 07 14 2018, 01.02.2019 - again",
        "password is wrong",
        "Password: reset does not work",
        "the token is missing, the api key is invalid",
        "pin it to the top",
        "the secret is patience",
        "std::vector fails, so does a::b",
        "1000000 rows, 12 345 678 users",
        "ISBN 978-3-16-148410-0",
        "UUID 123e4567-e89b-12d3-a456-426614174000",
        "error 0x80070057, commit 3f2a9bc",
        "install @angular/core",
        "I paid 100 200 300 times",
        "meet me at booking.com headquarters",
        "2 + 2 = 4",
        "the 555-0100 line",
        "",
    ],
)
def test_other_numbers_and_words_stay(text):
    assert redact(text) == text


def test_redaction_is_stable():
    text = "ann@example.com +1 555 010 0199 4111111111111111 https://a.example/b @ann password=abc123 10.1.2.3"
    once = redact(text)
    assert redact(once) == once


def test_checksums():
    assert has_valid_luhn("4111111111111111")
    assert not has_valid_luhn("4111111111111112")
    assert has_valid_iban_checksum("DE89370400440532013000")
    assert not has_valid_iban_checksum("DE89370400440532013001")


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "1 ",
        "1-",
        "a@",
        "http://",
        "+1(",
        "(12)",
        "::",
        "1:",
        "eyJaaaaaaaa.",
        "-----BEGIN PRIVATE KEY-----",
        "DE12",
        "x@y.",
        " dot ",
        "token=",
        "0 12",
        "a.",
        "1.",
    ],
)
def test_anything_long_is_redacted_in_linear_time(piece):
    assert_linear(redact, piece)
