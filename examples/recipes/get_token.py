"""Gets an access token with what Python brings: no package to install."""

import base64
import json
import os
import urllib.parse
import urllib.request

key = os.environ["GATEHOUSE_KEY"]
body = urllib.parse.urlencode(
    {"grant_type": "refresh_token", "refresh_token": os.environ["GATEHOUSE_HANDLE"]}
)
request = urllib.request.Request(
    os.environ["GATEHOUSE_URL"] + "/auth/o2/token",
    data=body.encode(),
    headers={"Authorization": "Basic " + base64.b64encode(f"{key[:16]}:{key}".encode()).decode()},
)
with urllib.request.urlopen(request, timeout=30) as response:
    print(json.load(response)["access_token"])
