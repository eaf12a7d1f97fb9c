import { describe, expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'

const url = 'https://api.amazon.com/auth/o2/token'
const form =
  'grant_type=refresh_token&refresh_token=Atzr|IwEBIABCDEFGHIJ&client_id=amzn1.application-oa2-client.0a'
const json = '{"grant_type":"refresh_token","refresh_token":"Atzr|IwEBIABCDEFGHIJ"}'
const answers = {
  none: '',
  unsupported_grant_type:
    '{"error":"unsupported_grant_type","error_description":"The authorization grant type is not supported by the authorization server"}',
  'malformed request': '{"error":"invalid_request","error_description":"Malformed request"}',
  'missing parameter':
    '{"error":"invalid_request","error_description":"The request is missing a required parameter : grant_type"}',
}

const requests: readonly (readonly [what: string, request: string, sign: string | null])[] = [
  [
    'curl, a form under JSON',
    `curl ${url} -H 'Content-Type: application/json' -d '${form}'`,
    'form-with-json-header',
  ],
  ['curl, JSON without a header', `curl ${url} -d '${json}'`, 'json-with-form-header'],
  [
    'curl, a form as text',
    `curl ${url} -H 'Content-Type: text/plain' -d '${form}'`,
    'unreadable-content-type',
  ],
  [
    'curl, JSON as XML',
    `curl ${url} -H 'Content-Type: application/xml' -d '${json}'`,
    'unreadable-content-type',
  ],
  ['curl, multipart', `curl ${url} -F grant_type=refresh_token -F client_id=x`, 'multipart-body'],
  [
    'an HTTP dump',
    `POST /auth/o2/token HTTP/1.1\nHost: api.amazon.com\nContent-Type: application/json\n\n${form}\n`,
    'form-with-json-header',
  ],
  [
    'curl -v',
    `> POST /auth/o2/token HTTP/1.1\n> Host: api.amazon.com\n> Content-Type: application/json\n>\n> ${form}\n< HTTP/1.1 400 Bad Request\n< Content-Type: application/json`,
    'form-with-json-header',
  ],
  [
    'fetch, FormData',
    `const f = new FormData(); f.append('grant_type', 'refresh_token'); fetch('${url}', { body: f })`,
    'multipart-body',
  ],
  [
    'fetch, JSON without a header',
    `fetch("${url}", { body: JSON.stringify({ grant_type: "refresh_token" }) })`,
    'json-without-header',
  ],
  [
    'fetch, a form under JSON',
    `fetch("${url}", { headers: { "Content-Type": "application/json" }, body: new URLSearchParams({ grant_type }) })`,
    'form-with-json-header',
  ],
  [
    'requests, a form under JSON',
    `headers = {'Content-Type': 'application/json'}\nrequests.post('${url}', data=payload, headers=headers)`,
    'form-with-json-header',
  ],
  [
    'requests, JSON under a form',
    `headers = {'Content-Type': 'application/x-www-form-urlencoded'}\nrequests.post('${url}', data=json.dumps(payload), headers=headers)`,
    'json-with-form-header',
  ],
  [
    'PHP, a form under JSON',
    `['Content-Type: application/json']; curl_setopt($c, CURLOPT_POSTFIELDS, http_build_query($d)); // ${url}`,
    'form-with-json-header',
  ],
  [
    'C#, JSON under a form',
    `new StringContent(JsonConvert.SerializeObject(o), Encoding.UTF8, "application/x-www-form-urlencoded"); // ${url}`,
    'json-with-form-header',
  ],
  [
    'C#, a form under JSON',
    `Headers.Add("Content-Type", "application/json"); new FormUrlEncodedContent(d); // ${url}`,
    'form-with-json-header',
  ],
  [
    'Go, a form under JSON',
    `data := url.Values{}; http.NewRequest("POST", "${url}", r); r.Header.Set("Content-Type", "application/json")`,
    'form-with-json-header',
  ],
  ['curl, a form as a form', `curl ${url} -d '${form}'`, null],
  [
    'fetch, JSON as JSON',
    `fetch("${url}", { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ grant_type: "x" }) })`,
    null,
  ],
  ['requests, JSON as JSON', `requests.post('${url}', json=payload)`, null],
  [
    'a form, answered with JSON',
    `POST /auth/o2/token HTTP/1.1\nHost: api.amazon.com\nContent-Type: application/x-www-form-urlencoded\n\n${form}\n\nHTTP/1.1 400 Bad Request\nContent-Type: application/json;charset=UTF-8\n`,
    null,
  ],
]

describe.each(Object.entries(answers))(
  'a header and a body that are both in the paste decide it: %s',
  (_answer, answer) => {
    test.each(requests)('%s', (_what, request, sign) => {
      const [first] = diagnose(readPaste(`${request}\n${answer}`))
      if (sign === null) {
        expect(first?.id ?? '').not.toMatch(/header|multipart|content-type/)
        return
      }
      expect(first).toMatchObject({ id: expect.stringContaining(sign), certainty: 'shown' })
    })
  },
)
