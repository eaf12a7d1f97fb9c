/** Example texts to try. Their secrets are made up. */
export const examples = {
  code: {
    title: 'A refused authorization code',
    paste:
      '{"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}',
  },
  curl: {
    title: 'A failing curl command',
    paste: `curl https://api.amazon.com/auth/o2/token \\
  -H 'Content-Type: application/x-www-form-urlencoded;charset=UTF-8' \\
  --data-raw '{"grant_type":"refresh_token","refresh_token":"Atzr|IwEBIexample","client_id":"amzn1.application-oa2-client.0123456789abcdef0123456789abcdef","client_secret":"amzn1.oa2-cs.v1.example"}'

{"error_description":"The authorization grant type is not supported by the authorization server","error":"unsupported_grant_type"}`,
  },
  denied: {
    title: 'Access denied without details',
    paste: `GET /orders/v0/orders?MarketplaceIds=A1PA6795UKMFR9 HTTP/1.1
Host: sellingpartnerapi-na.amazon.com
x-amz-access-token: Atza|IwEBIexample

HTTP/1.1 403 Forbidden
x-amzn-RequestId: e7d59c52-1320-4ccf-b76b-fddfee2afa50
{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}`,
  },
  consent: {
    title: 'An error code on the consent page',
    paste: `Error Code: MD1000
https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01?version=beta`,
  },
  redirect: {
    title: 'A redirect without a code',
    paste:
      'https://app.example.com/callback?amazon_callback_uri=https%3A%2F%2Fsellercentral.amazon.com%2Fapps%2Fauthorize%2Fconfirm%2Famzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01&amazon_state=example&selling_partner_id=A3FHEXAMPLEYWS&version=beta',
  },
} as const satisfies Record<string, { readonly title: string; readonly paste: string }>

export type ExampleId = keyof typeof examples
