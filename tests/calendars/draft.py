"""Reads mail drafts with the email package of Python's own library, and prints what is in each as a line of JSON."""

import json
import sys
from email import policy
from email.parser import BytesParser

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        mail = BytesParser(policy=policy.default).parse(file)
    parts = list(mail.walk())
    calendars = [part for part in parts if part.get_content_type() == "text/calendar"]
    attached = [part for part in parts if part.get_content_disposition() == "attachment"]
    body = mail.get_body(preferencelist=("plain",))
    print(
        json.dumps(
            {
                "defects": [repr(defect) for part in parts for defect in part.defects]
                + [repr(defect) for value in mail.values() for defect in getattr(value, "defects", [])],
                "unsent": mail["X-Unsent"],
                "from": [[one.display_name, one.addr_spec] for one in mail["From"].addresses],
                "reply_to": [one.addr_spec for one in mail["Reply-To"].addresses],
                "to": [[one.display_name, one.addr_spec] for one in mail["To"].addresses],
                "others": [mail["Cc"], mail["Bcc"]],
                "subject": mail["Subject"],
                "date": mail["Date"].datetime.timestamp(),
                "text": body.get_content(),
                "calendars": [
                    {
                        "method": part.get_param("method"),
                        "charset": part.get_content_charset(),
                        "text": part.get_payload(decode=True).decode("utf-8"),
                    }
                    for part in calendars
                ],
                "attached": {part.get_filename(): part.get_payload(decode=True).decode("utf-8-sig") for part in attached},
            }
        )
    )
