import { describe, expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'

const idsOf = (paste: string) => diagnose(readPaste(paste)).map(({ id }) => id)

/** The questions of one long thread in Amazon's seller forums, 2020 to 2021, secrets replaced. */
describe('diagnoses each question in the forum thread correctly', () => {
  test.each<[question: string, id: string, paste: string]>([
    [
      '405 at the token endpoint, with a scheme in the Host header',
      'token-host-header-405',
      `But I still have HTTP 405 Not Allowed

    POST /auth/o2/token HTTP/1.1
    Host: https://api.amazon.com
    Content-Type: application/x-www-form-urlencoded;charset=UTF-8`,
    ],
    ['only a 405', 'method-not-allowed', 'The first POST call results in an HTTP 405 Not Allowed'],
    [
      'a code of the JavaScript SDK',
      'code-of-login-sdk',
      `Calling 'amazon.Login.authorize' gets me the code. Set correct client id, set scope 'profile'.
{"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}
  'form_params' => [
    'client_id' => $options['app_client_id'],
    'client_secret' => $options['app_client_secret'],
    'grant_type' => 'authorization_code',
    'code' => 'ANURabcdefgh1234',
    'redirect_uri' => 'https://na.account.amazon.com/sdk/2020-10-21-npcl44qk/topic.html?uri=https%3A%2F%2FMY.URL.COM%2F'`,
    ],
    [
      'invalid_grant : code, and nothing else',
      'code-refused',
      '{"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}',
    ],
    [
      'the SDK’s own request, with a code_verifier',
      'noticed-login-sdk',
      `curl 'https://api.amazon.com/auth/O2/token' \\
-H 'Content-Type: application/json' \\
--data-binary '{"grant_type":"authorization_code","client_id":"amzn1.application-oa2-client.XXXX","redirect_uri":"shortened","code_verifier":"ippAnHyxkqKC6Erms1Ob9JmFIZm3639X9dgMoOXXX","code":"ANqLLJsFXXX"}'`,
    ],
    [
      'no refresh token from the SDK',
      'no-refresh-token-login-sdk',
      "Calling 'amazon.Login.retrieveToken' gets me an 'access_token' (lifetime 3600). In that response, there’s no refresh_token.",
    ],
    [
      'a refresh token that is undefined',
      'no-refresh-token',
      'SP-API does not return us the refresh token! Yesterday we got the message “Refresh Token:undefined”, today we don’t even have the “Refresh Token:” field',
    ],
    [
      'invalid_request : code',
      'code-parameter-invalid',
      'I use grant_type = authorization_code\nthe result “error_description”: “The request has an invalid parameter : code”,“error”: “invalid_request”',
    ],
    [
      'the advice to sign requests',
      'signature-mismatch',
      `URI: https://sellingpartnerapi-eu.amazon.com/reports/2020-09-04/reports
Host: sellingpartnerapi-eu.amazon.com
x-amz-access-token: Atza|IwEBIAtelq1WRXXXX
user-agent: My Tool/0.0.1
X-Amz-Date: 20201120T142538Z
Authorization: AWS4-HMAC-SHA256 Credential=AKIA3HD5GN6XXXXX/20201120/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-access-token;x-amz-date, Signature=ca61d60425bc5a6907f2f98f89bb4dXXXX
Message: The request signature we calculated does not match the signature you provided.`,
    ],
    [
      'signing code without an error',
      'noticed-signature',
      "$signatureV4 = new SignatureV4($options['service'], $options['region']);\n'aws_user_key' => 'AKIXXXXXXXXXXXXXX', 'scope' => 'sellingpartnerapi::notifications'",
    ],
    [
      'a grantless token against a seller’s operation',
      'grantless-token-on-seller-operation',
      `GET /sellers/v1/marketplaceParticipations HTTP/1.1
Host: sellingpartnerapi-eu.amazon.com
x-amz-access-token: Atc|MQEBIabcdefghijklmnop
{"errors":[{"message":"Access to requested resource is denied.","code":"Unauthorized","details":""}]}`,
    ],
    [
      'a draft without version=beta',
      'md1000-beta-missing',
      'Error Code: MD1000\nhttps://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01&state=x',
    ],
    [
      'a draft with version=beta behind a second question mark',
      'consent-second-question-mark',
      'MD1000: https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01?version=beta',
    ],
    [
      'a bare code at the redirect URI',
      'code-of-other-consent',
      'https://example.com/callback?code=ANqLLJsFabcd1234&scope=profile&state=x',
    ],
  ])('%s', (_question, id, paste) => {
    expect(idsOf(paste)[0]).toBe(id)
  })
})
