/** A thread that nobody had read when the table was finished; `ids`: the causes that count as right, set before the first run. */
export interface HeldOut {
  readonly link: string
  readonly why: string
  readonly ids: readonly string[]
  readonly paste: string
}

const docs = (n: number) => `https://github.com/amzn/selling-partner-api-docs/issues/${n}`
const models = (n: number) => `https://github.com/amzn/selling-partner-api-models/issues/${n}`
const github = (path: string) => `https://github.com/${path}`

/** What people wrote and pasted, shortened, secrets replaced. The table is not tuned on them. */
export const heldOutThreads: readonly HeldOut[] = [
  {
    link: docs(259),
    why: 'a grantless token at createSubscription, which takes the seller’s',
    ids: ['grantless-token-on-seller-operation', 'access-denied'],
    paste:
      'I can call createDestination, but when I try to call createSubscription I always get "Access to requested resource is denied."\n\nI followed the guide for notifications to SQS. Anyway, I added the Principal 437568002678 below my ID in the JSON permissions',
  },
  {
    link: models(958),
    why: 'the same',
    ids: ['grantless-token-on-seller-operation', 'access-denied'],
    paste:
      'I\'m able to create a destination with `createDestination` just fine, and can view/delete the destinations I create via `getDestinations` and `deleteDestination`. But when I go to create a subscription with `createSubscription`, I get a `403 Unauthorized` error. I also get that error when I call `getSubscription`.\n\n"AWS": "arn:aws:iam::************:root"\n      "Action": "SQS:*",',
  },
  {
    link: github('jlevers/selling-partner-api/issues/390'),
    why: 'a role for the notification, or the token’s kind',
    ids: ['role-for-this-operation', 'sp-api-403-one-operation', 'access-denied'],
    paste:
      'Sorry for yet another 403 Unauthorized issue!\n\nI can access `CreateDestination`, `GetDestination` but nothing to do with `Subscriptions`. Am I right in thinking the package automatically handles the grantless request (e.g. `CreateDestination`) as that went through fine? Now trying to create a subscription for that destination is gives the 403 error.',
  },
  {
    link: docs(1725),
    why: 'one operation is refused while others work',
    ids: ['role-for-this-operation', 'access-denied'],
    paste:
      "Basically, the GetSubscription/CreateSubscription request isn't successful. The only error I get is \"Access to requested resource is denied Unauthorized.\"\n\nI've checked the request, and again after it's signed and all appears fine. I can use GetDestination, GetOrders without any problems!",
  },
  {
    link: docs(1154),
    why: 'createDestination takes a grantless token',
    ids: ['seller-token-on-grantless-operation'],
    paste:
      'I created Destination to SQS but always response forbidden:\n\n**com.amazon.spapi.client.ApiException: Forbidden**\n\nother:  set Effect to Allow. Set Principal to 437568002678. Set Actions to SendMessage and GetQueueAttributes. \n\n{\n  "Version": "2008-10-17",\n      "Principal": {\n        "AWS": "arn:aws:iam::xxxxxxxx:user/jona"\n      },',
  },
  {
    link: docs(738),
    why: 'an Individual plan cannot authorize',
    ids: ['not-primary-user'],
    paste:
      'But we have an Individual seller who can not authorize our apps to get the error message as follow:\n"You\'re not permitted to take this action. You must be the primary user of a Professional selling account to take advantage of apps. If you are the primary user, you may upgrade your plan."',
  },
  {
    link: docs(475),
    why: 'published without OAuth: the old form',
    ids: ['developer-id-form'],
    paste:
      'https://sellercentral.amazon.com/apps/authorize/consent?application_id=amzn1.sellerapps.app.e0bd6667-ab60-4747-843c-2d6974cf55c2&state=15 \n\nThe page first asks me which marketplace I want to authorize, then a page shows up, asking me for an MWS DeveloperId.\nFrom what I known, this DeveloperId is not needed for the new Sp API.',
  },
  {
    link: docs(1378),
    why: 'the consent address is registered as Log-in URI',
    ids: ['md5100'],
    paste:
      'I am stucked at "Step 2. The selling partner consents to authorize your application".\nI can view the consent page. I ticked the box and clicked in "Log in to MascotReporting now", but it returns to the same web page, it does not appear any log in webpage.',
  },
  {
    link: github('double-break/spapi-php/issues/56'),
    why: 'the role for messages',
    ids: ['role-for-this-operation'],
    paste:
      'I am working with the API and it works for subscribe and receive notifications, inventory, catalog and orders. But when I try to work with the messages (for example getMessagingActionsForOrder), I get the error : \n\n403 { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] }\n\nwhere do I have to give permissions to be able to work with this feature, in AWS AIM or in Seller Central APP?',
  },
  {
    link: models(2054),
    why: 'the role for messages',
    ids: ['role-for-this-operation', 'access-denied'],
    paste:
      'I am receiving "Access to requested resource is denied" for the getMessagingActionsForOrder operation. I have all the required permissions in my developer profile and have been using the SP API without issue for many other use cases, so I know it is not an issue with credentials or how the API calls are made.',
  },
  {
    link: models(1167),
    why: 'a role; not decided there',
    ids: ['access-denied', 'denied-while-signing', 'role-for-this-operation'],
    paste:
      'Fetch content↓\n\'https://sellingpartnerapi-na.amazon.com/fba/inbound/v0/shipments/shipmentId1/preorder/confirm?MarketplaceId=ATVPDKIKX0DER&NeedByDate=2020-10-10\'\n\nOutput↓\n`\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}\n`\n\nI have set all the permissiion guidelines, signatures done perfectly.',
  },
  {
    link: github('clousale/amazon-sp-api-php/issues/14'),
    why: 'parameters, not permissions, though it is a 403',
    ids: ['invalid-input'],
    paste:
      "POST /messaging/v1/orders/111-7414665-8741XXX/messages/confirmCustomizationDetails\nreturn 403 Forbidden,message:Invalid amazonOrderId and template combination\nI'm broken,can you help me",
  },
  {
    link: docs(715),
    why: 'a draft without version=beta',
    ids: ['consent-draft', 'md1000-beta-missing', 'md9100'],
    paste:
      'ERROR MD900 - I need information to understand\nI add this URL : https://sellercentral-europe.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.5ae49bd9-a73b-41b4-9fab-4a2a102b8baa&version=beta --> I have response but not return (it is normally it is for test)\nSo i delete "version=beta", and i have this response : \n\nI think, i have this because this application is in draft status.',
  },
  {
    link: models(799),
    why: 'not decided there',
    ids: ['denied-while-signing', 'access-denied'],
    paste:
      '403 Forbidden\n{\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}\nI followed the sp-api document to set the IAM User and IAM Role, but when I requested it, it still showed that the access was denied and the detail was empty.',
  },
  {
    link: models(2306),
    why: 'LWA refused, and the library hides why',
    ids: ['hidden-lwa-refusal'],
    paste:
      "I finally manage to connect and pull data but after about a month I get errors from .NET development environment: \n'Error getting LWA Access Token'\nIOException: Unsuccessful LWA token exchange\n\nMy understanding was that self-signed applications don't have expiring refresh tokens.",
  },
  {
    link: docs(1085),
    why: 'LWA refused, and the library hides why',
    ids: ['hidden-lwa-refusal', 'throttled-at-lwa'],
    paste:
      'My account is authorized, but this exception occurs when I call it frequently：\njava.lang.RuntimeException: Error getting LWA Access Token\n\n\tat com.amazon.spapi.SellingPartnerAPIAA.LWAClient.getAccessTokenFromEndpoint(LWAClient.java:70)\n\tat com.amazon.spapi.SellingPartnerAPIAA.LWAClient.getAccessTokenFromCache(LWAClient.java:47)\n\tat com.amazon.spapi.SellingPartnerAPIAA.LWAAuthorizationSigner.sign(LWAAuthorizationSigner.java:69)\n\tat com.amazon.spapi.client.ApiClient.buildRequest(ApiClient.java:1041)',
  },
  {
    link: models(2684),
    why: 'a fault of Amazon’s',
    ids: ['internal-failure'],
    paste:
      '1. Request to GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders resulted in a 500 Internal Server Error response:\n```\n{\n  "errors": [\n    {\n      "code": "InternalFailure",\n      "message": "We encountered an internal error. Please try again."\n    }\n  ]\n}\n```\n\n2. Request to GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders/113-6916467-1968214/orderItems resulted in a 500 Internal Server Error response',
  },
  {
    link: models(472),
    why: 'the Host header names another region than the address',
    ids: ['noticed-marketplace-region', 'marketplace-of-other-region'],
    paste:
      "Encountering 500 Internal Error when accessing FE SP-API\nurl = \"https://sellingpartnerapi-fe.amazon.com/catalog/2022-04-01/items?marketplaceIds=A1VC38T7YXB528&keywords=iphone15\"\n\nheaders = {\n  'x-amz-access-token': 'Atza|IwEBICghonwllpUADT6OHIcyOTFhx_MASKED',\n  'host': 'sellingpartnerapi-na.amazon.com',\n  'user-agent': 'My Selling Tool/2.0 (Language=Java/1.8.0.221;Platform=Windows/10)',\n  'X-Amz-Security-Token': 'IQoJb3JpZ2luX2VjELf//MASKED'",
  },
  {
    link: docs(3752),
    why: 'the words say a fault of Amazon’s; not decided there',
    ids: ['internal-failure', 'sandbox-example-not-matched'],
    paste:
      'Request:\n`{\n    "reportType": "GET_XML_BROWSE_TREE_DATA",\n    "marketplaceIds": [\n        "A1NBL09WUGJPJM"\n    ]\n}`\nResponse:\n`{\n    "errors": [\n        {\n            "code": "InternalFailure",\n            "message": "We encountered an internal error. Please try again.",\n            "details": ""\n        }\n    ]\n}`\nWith StatusCode 500.\nx-amzn-RequestId = 6cdb52df-2422-4a88-a330-d63872026b83,\nSandbox envorinment. https://sandbox.sellingpartnerapi-eu.amazon.com.',
  },
  {
    link: models(834),
    why: 'the static sandbox, or the form of the request',
    ids: ['sp-api-400', 'sandbox-example-not-matched'],
    paste:
      "I've open an account developer and I've follewed all the istructions, creating and AWS Account, with IAM User, Role and Policy. I worke in PHP I'm able to get access_token but when send curl to the sandbox for purchaseOrders I receive 400 Bad Request, obviously I check more and more my code but I don't find any trouble (check data format, check signing key, check signature calculation, canonical headers)",
  },
]
