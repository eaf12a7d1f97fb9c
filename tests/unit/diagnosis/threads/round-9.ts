import type { AskedThread } from './thread.ts'

/** Threads that ask how something is set up, and some about roles, consent and AWS, as they were pasted. */
export const round9: readonly AskedThread[] = [
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/189',
    id: 'personal-data-without-elements',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'Order/OrderItem API does not pull some information\n\nHi, jlevers.\n\nI\'ve noticed it Order/OrderItem API does not pull some information. For example Shipping Address, it does not pull the name, addresses except city, state, zip code. Please refer to the attached object I\'ve exported. Is it because of the permission? or, data_elements? I put null to data element when I call the API. Thank you.\n\nobject(SellingPartnerApi\\Model\\Orders\\Address)#762 (1) {\n  ["container":protected]=>\n  array(13) {\n    ["name"]=>\n    NULL\n    ["address_line1"]=>\n    NULL\n    ["address_line2"]=>\n    NULL\n    ["city"]=>\n    string(9) "MANHATTAN"\n    ["state_or_region"]=>\n    string(2) "IL"\n    ["postal_code"]=>\n    string(10) "60442-9418"\n    ["country_code"]=>\n    string(2) "US"\n    ["phone"]=>\n    NULL\n  }\n}',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/42',
    id: 'root-keys-assume-role',
    certainty: 'likely',
    paste:
      'AWS User Issues\n\nI am trying to connect via Selling Partner API application using an IAM role ARN instead of a user ARN but it returns error.\n\nWhen logging in as root:\nAccessDenied (client): Roles may not be assumed by root accounts. - Sender Access Denied Roles may not be assumed by root accounts.\n\nOr when accessing with user with permissions:\n\nAccessDenied (client): User: arn: aws: iam :: 1234567890123: user / EXAMPLE is not authorized to perform: sts: AssumeRole on resource: arn: aws: iam :: 1234567890123: user / EXAMPLE - Sender AccessDenied User: arn: aws: iam :: 1234567890123: user / EXAMPLE is not authorized to perform: sts: AssumeRole on resource: arn: aws: iam :: 1234567890123: user / EXAMPLE c1c9f242-13c5-4025-8ff0-\n\nThere is no way for Amazon to assist me. Can you think of where the error is?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2983',
    id: 'role-arn-is-user',
    certainty: 'likely',
    paste:
      'Error executing "AssumeRole" on "https://sts.eu-west-1.amazonaws.com"\n\n Error executing "AssumeRole" on "https://sts.eu-west-1.amazonaws.com"; AWS HTTP error: Client error: `POST https://sts.eu-west-1.amazonaws.com` resulted in a `403 Forbidden` response: Sender AccessDeni (truncated...) AccessDenied (client): User: arn:aws:iam::67211257:user/Qikink is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::67211257:user/Qikink - Sender AccessDenied User: arn:aws:iam::67211257:user/Qikink is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::6721257:user/Qikink 70570cbc-baab-4cc7-8053-f3f4dcc7bec8\n\n unable find the reason for this error. gave assume rele permissions in policy. still not working. any update in 2023',
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/166',
    id: 'sts-session-assumes-role',
    certainty: 'likely',
    paste:
      "code: 'AccessDenied', type: 'error'\n\nUser: arn:aws:sts::xxxxxx is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::xxxxx\n\n` at SellingPartner.refreshRoleCredentials (/Users/me/repos/npm-amazon-sp-api/node_modules/amazon-sp-api/lib/SellingPartner.js:521:13)\n    at processTicksAndRejections (node:internal/process/task_queues:96:5)\n    at async SellingPartner._validateAccessTokenAndRoleCredentials (/Users/me/repos/npm-amazon-sp-api/node_modules/amazon-sp-api/lib/SellingPartner.js:291:9)\n    at async SellingPartner.callAPI (/Users/me/repos/npm-amazon-sp-api/node_modules/amazon-sp-api/lib/SellingPartner.js:574:5)\n    at async /Users/me/repos/npm-amazon-sp-api/index.js:10:17 {\n  code: 'AccessDenied',\n  type: 'error'\n}`\n\nI'm new to AWS and man it's really a pain to setup just for just a simple API request. I used the aws cli to generate the temporary security credentials with the AWS cli (seen below)\n\n`aws sts assume-role --role-arn arn:aws:iam::123456789012:role/role-name --role-session-name \"RoleSession1\" --profile IAM-user-name > assume-role-output.txt`\n\nOnce it generated the assume-role-output.txt I then added the `AWS_SELLING_PARTNER_ACCESS_KEY_ID` `AWS_SELLING_PARTNER_SECRET_ACCESS_KEY` and `AWS_SELLING_PARTNER_SESSION_TOKEN` to the new env file while.\n\nI also hard coded the `refresh_token`  on the client side.",
  },
  {
    link: 'https://github.com/postmanlabs/postman-app-support/issues/11075',
    id: 'signature-mismatch',
    certainty: 'likely',
    paste:
      'AWS Signature invalid with createRestrictedDataToken operation (Selling Partner API)\n\n### Describe the Issue\n\nWe\'re getting successful calls to the Amazon Selling Partner API operations with the AWS Signature authorization in Postman until we try the `createRestrictedDataToken` operation. In this case, we get an invalid signature error. Amazon support has confirmed that the signature compiled by Postman is not correct.\n\nAuthorization header for `createRestrictedDataToken` formed by Postman:\n`AWS4-HMAC-SHA256 Credential=AKIAQEA[redacted]/20220711/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-access-token;x-amz-content-sha256;x-amz-date, Signature=9713af81b5000ed076c7ab3137426[redacted]`\n\nThe error response from Tokens API:\n\n```\n{\n    "errors": [\n        {\n            "message": "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n\'POST\n/tokens/2021-03-01/restrictedDataToken\n\nhost:sellingpartnerapi-eu.amazon.com\nx-amz-access-token:Atza|IwEBIN_HW[redacted]\nx-amz-content-sha256:ce07724ef77dd54b13[redacted]\nx-am',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/224',
    id: 'self-authorization-in-portal',
    certainty: 'likely',
    paste:
      'Self-Authorize Implementation\n\nThe video mentioned adding vendor (self-authorization).  Do you still have plans to implement the self-authorization to your API?  If so, do you know when?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4286',
    id: 'destination-unknown',
    certainty: 'likely',
    paste:
      'Notifications destinations seem to be region-specific, even though createDestination is a grantless operation\n\nI\'ve created a notifications destination via `createDestination`. Since this is a grantless operation (no refresh token involved), I would expect the destination not to be region-specific, since there\'s no definite geography associated with the LWA client ID and client secret – refresh tokens for any region can be generated using LWA creds from an application in any other region.\n\nHowever, when I attempt to call `createSubscription` with a set of credentials from a different region than the app whose LWA creds I used to call `createDestination`, I get a 400 error with this payload:\n\n```json\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Request has missing or invalid parameters and cannot be parsed.",\n      "details": "No destination with id xxxx"\n    }\n  ]\n}\n```\n\nSo, is this a bug, or are destinations region-specific? If it\'s not a bug, this should be documented somewhere, as there\'s nothing indicating one way or another how regions/marketplaces are managed in the context of notifications.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3331',
    id: 'other-companies-need-public-application',
    certainty: 'likely',
    paste:
      "[BUG] [SP-API] [Issue] Authorize application in a customer\n\nHello,\n\nWe had a private application with MWS API since several years, running in an external customer. When we put the application in production, customer could authorize us from his seller central panel => Authorize new developer option, although the application was privated.\n\nWith the new SP-API we didn't find the procedure to authorize our private application in this external customer. We already readed all SP-API documentation.\n\nThe only solution that we found was updating our developer profile to public and use the website authorization workflow.\n\nI have two questions:\n\n1. Is there any possibility to use our private SP-API application in an external customer as the MWS API application?\n2. If not, is the procedure mentioned the correct procedure?\n\nThanks, regards",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2481',
    id: 'other-companies-need-public-application',
    certainty: 'likely',
    paste:
      '[QUESTION] Access to other sellers api calls via main developer account\n\nWe have a developer account with MWS access (MWS credentials) our account is private, we provided our developer id to our clients(amazon sellers) and they authorized us, and provided their token (MWS Authorization Token). Now we are trying to migrate to SP-API, added an application\n\nand through the link try to add our app (Link->To authorize an application to access a different account, sign in to that account.)\n\nbut get an error ("You do not have sufficient permissions to perform this operation. Please ensure you have completed the Developer Registration and Assessment Process or the app you are trying to update is associated with your developer ID.").\n\nCan some one  explain steps to successful connect sellers api calls(SP-API) via the developer account?.  Thanks for any advice',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2038',
    id: 'other-companies-need-public-application',
    certainty: 'likely',
    paste:
      "We have blocked the ability of your MWS & SP-API account from accepting new seller authorizations\n\nContext: we have developed a private application for a client _(an agency that works with sellers)_.\n\nThey have received the following email:\n\n> You have indicated that your application is used internally only and not intended to be used by other Amazon Sellers and you haven't showed any desire to list your application in the Amazon Seller Central Partner Network and, we have blocked the ability of your MWS & SP-API account (Merchant ID: ....) from accepting new seller authorizations.\n\nThis makes no sense.\n\nWhy would an agency need to list their **private** application in a public app store?\n\nIf anything, this would have the opposite effect. If a random seller gets confused and authorizes their seller account, our client would accidentally get the data from some _random_ seller, who isn't their client.\n\nYour policies are backwards and need to be revised ASAP.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2273',
    id: 'authorization-covers-region',
    certainty: 'likely',
    paste:
      'Do I have to authorize my store again for adding another marketplace?\n\nHello, I have already authorized my USA marketplace for my store, do I need to recall authorization for Canada marketplace with Canada celler central uri?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2384',
    id: 'authorization-covers-region',
    certainty: 'likely',
    paste:
      "confusion on authorization with different marketplaces and same region\n\nhi, there,\n    I'm confusing about authorization, for example, one shop in same AWS region but have many marketplaces in sales, should I authorize the shop once by the AWS region or many times by marketplaces ? such as US and CA，both in North America\n    thanks",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/412',
    id: 'consent-switched-marketplace',
    certainty: 'likely',
    paste:
      'OAuth changing market place\n\nSo when I redirect the user to authorize using the https://sellercentral.amazon.com/apps/authorize/consent url. When the user changes the market place from the drop down the authorization page shows this error\n\nWhat I realised is when the market place changes the consent url parameters gets overriden so the application_id is removed and the client id and secret',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2001',
    id: 'version-lacks-vendors',
    certainty: 'likely',
    paste:
      'Vendor Oauth Flow - Error MD5100\n\nHello,\n\nThese months we set up a SP application to link Sellers with our platform. Everything works correctly.\n\nNow, we were trying to authorize vendor accounts, but when we generate the corresponding url (https://vendorcentral.amazon.es/apps/authorize/confirm/{my app id}), and accept from the vendor account the permissions, amazon returns us an error code **_MD5100_**.\n\nBy console, the error code returned is exactly the following:\n\n**_{"messageCode":"INVALID_INPUT","errorMessage":"Invalid input from dependency:MarketplaceApplicationPermissionsService","messageProperties":{"MarketplaceApplicationPermissionsService":"Invalid application permission version id : amzn1.amds.permission.EUAmazon.b6bf3387-311a-3e90-d95a-c65e090faa4b"}}_**\n\nWhat do we need to authorize vendor accounts, i\'m missing something?\n\nIn addition, I have noticed that in the documentation, it is indicated that when registering an SP type application, 2 checkboxes should appear: one for seller, and another for vendor. But in my case they do not appear, is it normal?\n\nI am using a pure SP API App (converted from an hybrid app)\n\nThank you so much.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2198',
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 403, but everything else works.\n\nHey, I'm attempting to use the Selling Partner Reports API to obtain the GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 or GET_V2_SETTLEMENT_REPORT_DATA_XML reports. I get a '403 Unauthorized' when reaching out to the reports api.\n\nI'm able to get 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE' and many other reports with the same code simply by changing the name of the parameter. I'm also able to make calls to the FBA API, and the Fulfillment Inbound API with the SDK I've written.\n\nI notice on the documentation that GET_V2_SETTLEMENT_REPORT_DATA_XML and GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 are for Seller Central Sellers only. I believe the account I am using and have used to generate the LWA token etc is a SellerCentral account, we do buisness activities through sellercentral.\n\nThe developer account in charge of the application is also the SellerCentral account, and has been granted the 'Finance and Accounting' role. We gave that to the application as well, and regenerated a refresh token.\n\nLike I said, this setup is able to make calls all over SP without issue, including endpoints on this API, and even get reports in the same role. I don't do an RDT token for this request as I can't find anywhere that states I need to. Is that my issue?\n\nWe're in the NA region.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1020',
    id: 'draft-is-enough',
    certainty: 'likely',
    paste:
      "Trouble registering application for Amazon SP-API\n\nOur developer profile was approved for Amazon SP-API. Based on what I have understood on the documentation, the next step that we need to follow is to register our application. We tried filling up the form with the client but there is no section that requires the IAM ARN role. From what we understood in the form, it also expects us that we have a ready application ready to deploy. But we have no application developed yet, we just want to connect to the Amazon SP-API first so we could build and test our application from the available endpoints.\n\nI'm very confused about how to move forward with this and how to resolve this issue. What's your advice on this?",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1218',
    id: 'developer-without-seller-account',
    certainty: 'likely',
    paste:
      "Public App without Professional Account\n\nHello,\nI want to build a public sp api App, have I to create a Professional Account on Amazon ?\n\nI haven't items to sell, so why have I to pay a amazon store if I just want build an App ?\nIf I haven't products to sell, it doesn't make sense.\n\nSo is there a way to develop a public App, using the sp api, but without create a Professional Amazon account ?\n\nThanks",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3746',
    id: 'other-companies-need-public-application',
    certainty: 'likely',
    paste:
      "[Commercial Access for Amazon Seller SP-API] Documentation\n\nI have created a Shopify app using the Amazon Seller SP-APIs. In order to get access to APIs, I registered my app on the Amazon developer console. However, now that I want to go public, I am not able to find any steps that would help me get commercial access for the APIs. What are the next steps?\n\n**Additional context**\nI tried connecting with support, but they usually reply that developer team is not available. Additionally I tried searching for documentation but couldn't find one which would help me get commercial access for my app.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/199',
    id: 'draft-is-enough',
    certainty: 'likely',
    paste:
      "Approval for custom data pull\n\nI created an Amazon Seller account because I needed to be approved as a developer so I could pull data for a client.\n\nAfter slogging through the developer registration process, I'm at yet another standstill because until my application is listed in the marketplace, my client is unable to authorize access to their account.\n\nI'm over 8 weeks into the process of being able to pull their Amazon data and have yet to be able to do anything because of so many hurdles.\n\n**Can someone _please_ give me insight into how long it will take for my app to be reviewed for listing in the marketplace? It's been almost two weeks and I've heard nothing despite countless follow-ups.**\n\nOfficial support channels have provided exactly zero help.\n\nI also can't help but mention how it seems pointless to have to go through the process of being listed in the app marketplace despite having zero intention of using this with anyone other than my client.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/3559',
    id: 'no-operation-for-buyer-messages',
    certainty: 'likely',
    paste:
      "API for Get buyer all messages & get positive feedback\n\nI'm looking for a way to get and reply to all buyer messages through SP API. I found it in the document, but I didn't get it.\n\nIs there any API to get all buyer messages that we can see in \"Buyer messages\" section of Amazon Seller Central as well as API to reply to buyer messages via SP API.\n\nIs there a way to get positive seller feedback using an API or a report? From Performance Report Type, we get negative and neutral feedback from 'GET_SELLER_FEEDBACK_DATA'.\n\nIf you could help me resolve my two questions, I would greatly appreciate it.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2438',
    id: 'personal-data-empty',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      "[BUG] Can't get any information from the buyer\n\ncan't get any buyer information eg BuyerInfo, BuyerAddress\n\nhttps://developer-docs.amazon.com/sp-api/docs/orders-api-v0-reference#buyerinfo\n\nI don't know what else I need to get this information",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/27',
    id: 'credentials-where',
    certainty: 'likely',
    paste:
      "Better guidance on where to obtain the credentials.\n\nHi Currently struggling on where to obtain all the credential keys:\n\n  refresh_token: ''\n  lwa_app_id: ''\n  lwa_client_secret: ''\n  aws_secret_key: ''\n  aws_access_key: ''\n  role_arn: ''\n\nCan you provide documentation/guidance on where these are obtained from.",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/267',
    id: 'aws-no-longer-needed',
    certainty: 'likely',
    paste:
      'Credentials variables\n\nI would like to understand why the configuration does not include these variables\nAWS_ACCESS_KEY_ID\nAWS_SECRET_ACCESS_KEY\nAWS_SELLING_PARTNER_ROLE',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/105',
    id: 'mws-grants-have-ended',
    certainty: 'likely',
    paste:
      'AuthorizationApi question\n\nThank you for the package. The documentation is truly top-notch.\n\nJust wanted to clarify something about the AuthorizationApi. We have an existing MWS app and being able to use the Auth made from mws to SP-API is a must for us.\n\nOur question is, The AuthorizationAPI is supposed to return an LWA authorization code used to get refresh tokens, however, one of the config parameters in this request also includes refresh_token. We would really appreciate it if this can be clarified. Where do we get the LWA refresh token for this request?\n\nThank you again for your time and effort on this amazon package. It has saved us a lot of time and headaches.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/143',
    id: 'code-is-exchanged-at-lwa',
    certainty: 'likely',
    paste:
      "Can not exchange LWA code for token with Java generated CL\n\nHi,\n\ni am trying to exchange the LWA code i get from a seller following Step 3. Amazon sends you the authorization information, but don't see anything in the SP-API that could do this. The closest is the authorization-api-model, but that accepts a MWS token and is causing other issues.\n\nIs this not yet supported by the selling partner JAVA api library, and should we do the requests manually?\n\nBest regards,\nGasper",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/209',
    id: 'sandbox-example-not-matched',
    certainty: 'shown',
    paste:
      'Could not match input arguments\n\nHello\nwe are getting error when get orders . could you please help us\n\nuse SellingPartnerApi\\Endpoint;\nuse SellingPartnerApi\\Api\\OrdersApi;\ninclude __DIR__ . \'/vendor/autoload.php\';\n$config = new SellingPartnerApi\\Configuration([\n    "lwaClientId" => "",\n    "lwaClientSecret" => "",\n    "lwaRefreshToken" => "",\n    "awsAccessKeyId" => "",\n    "awsSecretAccessKey" => "",\n    "roleArn" => "",\n    "endpoint" => Endpoint::EU_SANDBOX,\n]);\n\n$apiInstance = new SellingPartnerApi\\Api\\OrdersApi($config);\ntry {\n    $result = $apiInstance->getOrders([\'A21TJRUUN4KGV\']);\n    print_r($result);\n} catch (Exception $e) {\n    echo \'Exception when calling OrdersApi->getOrder: \', $e->getMessage(), PHP_EOL;\n}\n\nwe got Error **Exception when calling OrdersApi->getOrder: [400] [{"code":"InvalidInput","message":"Could not match input arguments"}]**',
  },
  {
    link: 'https://github.com/ericcj/amz_sp_api/issues/35',
    id: 'security-token-expired',
    certainty: 'shown',
    paste:
      'Getting ExpiredTokenException even though I\'m refreshing the token when cache expires.\n\nHello, first of all thanks for this gem! It\'s great so far and I\'m looking forward to exploring more features.\nI am running into an issue where ever so often (usually about 1-2 hours) something is going wrong and I\'m getting an ExpiredTokenException.\n\n```\n{"date"=>"Mon, 31 Oct 2022 17:15:15 GMT", "content-type"=>"application/json", "content-length"=>"135", "x-amzn-requestid"=>"...", "x-amzn-errortype"=>"ExpiredTokenException", "x-amz-apigw-id"=>"....."} Response body: { "errors": [ { "message": "The security token included in the request is expired", "code": "Unauthorized" } ] } :\n```\n\nI am roughly using the same code from the readme to configure the gem and have placed this in an initializer.  i am using the iam role strategy to authenticate. Is there an issue with having it in an initializer vs calling it more regularly? I\'m running this within a rails app and when I reboot the app, things seem to correct themselves so wondering if this code is meant to execute more regularly than in an initializer.  Perhaps the "SecureRandom.uuid" is something that needs to be refreshed along with the token?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/126',
    id: 'consent-at-token-host',
    certainty: 'shown',
    paste:
      'unable to connect using LWA\n\nHi\n\nI am trying to connect via LWA for selling api for Amazon UK but having trouble .The purpose is to connect to the API using LWA and the user approves the connection and then amazon redirects to our app.\n\nPlease could you check if my url construct is correct and scope ?\n\nhttps://api.amazon.com/auth/o2/?client_id=amzn1.application-XXXX&response_type=code&redirect_uri=http%3A%2F%2Fapp.XXX.uk%2Fauth%2Famzn_spapi%2Fcallback&scope=sellingpartnerapi%3Amigration.\n\nDoes anyone have a guide we can follow for Ror ?\n\nThank you so much for your support !\n\nplease tell me if i need to add anything',
  },
  {
    link: 'https://example-a.com/answer/66557708',
    id: 'signs-by-hand',
    certainty: 'likely',
    paste:
      "Google Apps Script: Getting Orders from Amazon Selling Partner API (Signing Requests)\n\nI'm trying to create a request to Amazon Selling Partner API following this guide.\n\nThe first part: Creating an access has already been taken care of here.\n\nThe documentation of the API for Orders can be found here.\n\nI'm trying to invoke the GET /orders/v0/orders operation.\n\nThe only mandatory parameter for this operation is the MarketplaceIds based on the documentation.\n\nIn order to get the orders we need to sign our request. Here is my code so far:\n\nfunction GetOrders(){\n  var access_token = AccessToken();\n\n  //Time variables\n  var currentDate = new Date();\n  var isoDate = currentDate.toISOString();\n  var yearMonthDay= Utilities.formatDate(currentDate, 'GTM-5', 'yyyyMMdd');\n\n  //API variables\n  var end_point = 'https://sellingpartnerapi-eu.amazon.com';\n\n  //Credential variables\n  var aws_region = \"eu-west-1\";\n  var service = \"execute-api\";\n  var termination_string = \"aws4_request\";\n\n  var httpRequestMethod = 'GET';\n  var canonicalURI = '/orders/v0/orders';\n  var canonicalQueryString = '?marketplaceId=A1PA6795UKMFR9';\n  var canonicalheaders = 'host:' + canonicalURI + '\\n' + 'x-amz-access-token:' + access_token + '\\n' + 'x-amz-date:' + isoDate;\n  var signedheaders = 'host;user-agent;x-amz-access-token;x-amz-date';",
  },
]
