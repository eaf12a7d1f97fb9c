"""Gets an access token with requests-oauthlib, which sends the client id and secret in the Authorization header."""

import os

from requests_oauthlib import OAuth2Session

key = os.environ["GATEHOUSE_KEY"]
url = os.environ["GATEHOUSE_URL"] + "/auth/o2/token"
session = OAuth2Session(key[:16])
token = session.refresh_token(
    url, refresh_token=os.environ["GATEHOUSE_HANDLE"], auth=(key[:16], key), timeout=30
)
print(token["access_token"])
