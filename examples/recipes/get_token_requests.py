"""Gets an access token with requests."""

import os

import requests

key = os.environ["GATEHOUSE_KEY"]
response = requests.post(
    os.environ["GATEHOUSE_URL"] + "/auth/o2/token",
    data={"grant_type": "refresh_token", "refresh_token": os.environ["GATEHOUSE_HANDLE"]},
    auth=(key[:16], key),
    timeout=30,
)
response.raise_for_status()
print(response.json()["access_token"])
