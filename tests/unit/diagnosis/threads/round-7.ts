import type { AskedThread } from './thread.ts'

/** Threads about consent pages, refused tokens and roles, as they were pasted. */
export const round7: readonly AskedThread[] = [
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4642',
    id: 'not-primary-user',
    certainty: 'shown',
    paste:
      'My client is the secondary user of a seller account. When he tries to authorize my application he gets "Invalid access. You do not have permissions to view this page".\n\nI cannot find anything related to this in the documentation. It would be helpful if I get a list of required permissions in order for a secondary user to autorise.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5272',
    id: 'wrong-entity',
    certainty: 'shown',
    paste:
      'Hi there, I got approved for SP API and when I create a app and tried to authorize it it says following also attached a screenshot in the UPLOAD ITEMS tab\n\n"This account does not contain an entity supported by the app. Edit supported business entities on the app registration form, or authorize a different account."',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5136',
    id: 'wrong-entity',
    certainty: 'shown',
    paste:
      'Hello,\n\nI am trying to integrate my application with the Amazon Business API, but after the OAuth login, no token is returned (the OAuth flow does not provide any access or refresh token).\nI also receive the error:\nError Code: SPSA0404\nMessage: “No supported business entity found. Please update business entities for this application.”\n\nAdditionally, my application cannot be published and remains in draft status; I do not see any option to associate a business entity or to complete the App Center listing.\n\nAre these issues related? How can I resolve the SPSA0404 error, complete the OAuth flow, and publish my application?\n\nFor your information, I do have a registered company and I am logged in with my Amazon Business account, which I have been using to make purchases for many years.\nDespite this, I still receive the SPSA0404 error and cannot associate my business entity with the application.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5325',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'We are receiving an "Unauthorized" error when attempting to retrieve a document from the Data Kiosk API using the following endpoint:\nhttps://sellingpartnerapi-eu.amazon.com/dataKiosk/2023-11-15/documents/{documentId}\n\n{\n    "errors": [\n        {\n            "code": "Unauthorized",\n            "message": "Access to requested resource is denied.",\n            "details": ""\n        }\n    ]\n}',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5306',
    id: 'fields-missing',
    certainty: 'likely',
    paste:
      "The buyer's name is not returned orders/2026-01-01/orders\n\nHello,\n\nThe buyers name is not returned in the new API. How can we unlock that information?",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/174',
    id: 'hybrid-application',
    certainty: 'likely',
    paste:
      'New SP API authorizations stopped working with MD 9001 error: "The Developer is blocked for new authorizations in MWS". It was working for a long time and just stopped working after some moment recently.\n\nThe message is a bit weird and has no sense as we are following  [Website authorization workflow](https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow).\n\n[Documentation](https://developer-docs.amazon.com/sp-api-blog/docs/troubleshooting-selling-partner-api-authorization-errors) has no description for MD 9001.\n\nCan someone help with understanding roots of this issue?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/1012',
    id: 'hybrid-application',
    certainty: 'likely',
    paste:
      'I am trying to link an account with a developer app having SP API in place. \n\nWhile authorizing the seller with SP API I getting the following error for Amazon Callback to get accessToken and refreshToken:\n\n[secret]"messageCode":"INVALID_INPUT","errorMessage":"Invalid input from dependency:MarketplaceApplicationPermissionsService","messageProperties":{"MarketplaceApplicationPermissionsService":"The permission has MWS role but no configured MWS AccountId for authorization for application : <APP ID HERE>"}}`',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2614',
    id: 'md5101',
    certainty: 'shown',
    paste:
      'Hello,\nWhen I try to add an Amazon seller partner account to my website, I get this error.I know this error is related to redirect url mismatches, but I already checked all the links and they seem to be correct. so please help me. feel free to ask me for any further details \n\nError Code: MD5101',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2876',
    id: 'consent-code-unknown',
    certainty: 'undecided',
    asks: 'opens-for',
    paste:
      "## SP-API Name and Version or Report/Feed Type\nOAuth\n\n## Expected Behavior\nUsers should be able to reauthorize their store using the SP-API OAuth flow.\n\n## Current Behavior\nThe user is instead greeted with an MD5200 error which can't be found on GitHub. This appears to have only started today, and for this user is able to be reproduced consistently. It is unknown if other users are impacted.\n\n## Context/Screenshots\n\nThe user is currently unable to sync orders, fulfill orders, or keep their inventory accurate. This can directly impact seller performance guidelines and penalize the merchant.",
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/332',
    id: 'access-denied',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'Hi, \nI\'m trying invoke amazon SP-API with this project.\nNow I have tried the API for Orders,Reports,Feeds,and they are all worked.\nWhen I try to invoke the API for Fulfillment Outbound, it throw the error "Access to requested resource is denied".\nNeed help here ,thanks.',
  },
  {
    link: 'https://github.com/frappe/ecommerce_integrations/issues/312',
    id: 'security-token-invalid',
    certainty: 'shown',
    paste:
      'I receive this message when I save Amazon SP API Settings.\n\n        Error: invalid_aws_credentials\n        Error Description: An error occurred (InvalidClientTokenId) when calling the AssumeRole operation: The security token included in the request is invalid.\n\nAmazon no longer provides AWS credentials or AWS IAM for Private Developer because they are not needed.  See Amazon announcement:\n\n        https://developer-docs.amazon.com/sp-api/changelog/sp-api-will-no-longer-require-aws-iam-or-aws-signature-version-4\n\nRefresh Token, Client ID and Client Secret were assigned by Amazon through Amazon Seller Central->Developer Central.\nI filled AWS IAM, AWS Access Key and AWS Secret Key with random values because they are required fields for the form.\n\nEcommerce Integrations: v1.19.6 (main)\n\nERPNext: v14.65.3 (version-14)\n\nFrappe Framework: v14.67.1 (version-14)',
  },
  {
    link: 'https://github.com/PipedreamHQ/pipedream/issues/21852',
    id: 'return-url-not-allowed',
    certainty: 'likely',
    paste:
      "I am using Pipedream's native Amazon Advertising integration with my own approved Amazon Ads API Login with Amazon client.\n\nAmazon Ads API access is approved and the client has the scopes:\nadvertising::campaign_management\nadvertising::test:create_account\n\nPipedream provides this redirect URI:\nhttps://api.pipedream.com/connect/oauth/oFa_gBBiN2o/callback\n\nThis exact URL is saved under the Login with Amazon Security Profile → Web Settings → Allowed Return URLs.\n\nHowever, connecting the Amazon Advertising account from Pipedream still returns:\n400 Bad Request\nThe redirect URI you provided has not been whitelisted for your application\nlwa-invalid-parameter-bad-redirect-uri-vendor\n\nThe Client ID is recognized correctly and the previous “unknown scope” error disappeared after Amazon approved the Ads API application.\n\nThe Amazon Advertising account is an EU / Italy advertiser. Please check whether my native Amazon Advertising connection requires an exception or configuration on the Pipedream side.",
  },
  {
    link: 'https://github.com/amzn/ads-advanced-tools-docs/issues/176',
    id: 'scope-of-ads-api',
    certainty: 'likely',
    paste:
      'An unknown scope was requested\n\nerror=invalid_scope\n\nhttps://apac.account.amazon.com/ap/oa?client_id=amzn1.application-oa2-client.bcd29acb405f44db0000000000000000&scope=advertising::campaign_management&response_type=code&redirect_uri=https://amazon.com\n\nAuth grant login\nI tried to run this endpoint to get the code, but all I got was an error.\nPlease share your solution.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/142',
    id: 'vendor-role-or-grant',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      'Hi,\nAfter registering my application in the vendor central (including checking the PII roles).\n\nI am receiving 403 error :\n````\nException when calling: [403] { "errors": [ { "message": "Access to requested resource is denied.", "code": "Unauthorized", "details": "" } ] } \n````\nwhen calling : \n````\n$api = new Api\\VendorOrdersApi($config);\ntry {\n    $result = $api->getPurchaseOrder($orderNumber);\n} catch (Exception $e) {\n    echo \'Exception when calling: \', $e->getMessage(), PHP_EOL;\n}\n````\n\nI authorized my application following Amazon documentation.\nAny Help would be appreciated',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/974',
    id: 'type-role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'I\'m getting this exception\nsp_api.base.exceptions.SellingApiForbiddenException: [{\'code\': \'Unauthorized\', \'message\': \'Access to the resource is forbidden\', \'details\': \'\'}]\nwhen trying to create the report "GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_SALES_DATA".\n\nHere is the code snippet:\nreport_request = reports_api.create_report(reportType="GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_SALES_DATA", dateStartTime=str(date.today() + dt.timedelta(days=-days_ago))+"T04:00:00", dateEndTime=str(date.today())+"T04:00:00") \nA similar code has no issues:\nreport_request = reports_api.create_report(reportType="GET_FLAT_FILE_OPEN_LISTINGS_DATA", dateStartTime=str(date.today())+"T04:00:00", dateEndTime=str(date.today())+"T04:00:00") \n\nI have these roles in my app:\n\nFinance & Accounting\nSelling Partner Insights\nBuyer Communication\nPricing\nInventory and Order Management\nBrand Analytics\nAmazon Fulfilment\nBuyer Solicitation\nProduct Listing\n\nHow should I debug this?',
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/29',
    id: 'report-type-misspelt',
    certainty: 'likely',
    asks: 'role-when',
    paste:
      "Using the below code I keep returning:\n\n[{'code': 'Unauthorized', 'message': 'Access to the resource is forbidden', 'details': ''}]\n\nNo issues with my auth and credentials as I can pull the orders using Orders().get_orders fine.\n\n```\nfrom sp_api.api import Reports\nfrom sp_api.base import Marketplaces\nfrom sp_api.base import SellingApiException\nfrom datetime import datetime, timedelta\n\nstartdate = datetime.now().isoformat()\nenddate = (datetime.now() - timedelta(days=30)).isoformat()\n\ntry:\n    CreateReportResponse = Reports(marketplace=Marketplaces.GB).create_report(reportType='GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE',data_start_time=startdate,data_end_time=enddate)\nexcept SellingApiException as ex:\n    print(ex)\n```",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/5210',
    id: 'amazon-fault',
    certainty: 'undecided',
    paste:
      "I'm currently experiencing an issue with the Amazon Selling Partner API related to the `GET_SALES_AND_TRAFFIC_REPORT`.\n\nThis report had been running successfully for months without any issues. However, starting recently (since Saturday), all requests to generate this report are consistently returning **429 (rate-limit exceeded)** errors.\n\n**Key details:**\n\n* The issue is isolated to `GET_SALES_AND_TRAFFIC_REPORT`\n* Other reports are being generated normally without any rate-limit problems\n* No recent changes were made on our side regarding request frequency or implementation\n* The rate-limit behavior appears to be shared across reports, **but only this specific report is affected**\n\n**What I've observed:**\n\n* The failures started suddenly after a long period of stable operation\n* Even with reduced request frequency, the 429 errors persist",
  },
  {
    link: 'https://github.com/jrl84/amazon-sp-api/issues/228',
    id: 'credentials-refused',
    certainty: 'undecided',
    asks: 'secret-age',
    paste:
      "I'm using self authorization with a freshly minted refresh token for my own seller central account. I do the following:\n\n```\nconst SellingPartnerAPI = require('amazon-sp-api');\nconst sellingPartner = new SellingPartnerAPI({region: 'na', refresh_token: '[secret]'});\nconst body = { ... };\nsellingPartner.callAPI(body).then(v => console.log(JSON.stringify(v, null, 2))).catch(e => console.error(e));\n```\n\nand that results in...\n\n```\nCustomError: Client authentication failed\n    at SellingPartner.refreshAccessToken ..../node_modules/amazon-sp-api/lib/SellingPartner.js:554:13)\n    at async SellingPartner._validateAccessTokenAndRoleCredentials (..../node_modules/amazon-sp-api/lib/SellingPartner.js:294:9)\n    at async SellingPartner.callAPI (..../node_modules/amazon-sp-api/lib/SellingPartner.js:642:5) {\n  code: 'invalid_client',\n  type: 'error'\n}\n```\n\nHow do I debug this and fix it? Could it be something about the health of my Seller Central account rather than something about how I'm generating the refresh token?\n\nI'm using the latest version of [email]",
  },
  {
    link: 'https://github.com/saleweaver/python-amazon-sp-api/issues/361',
    id: 'credentials-refused',
    certainty: 'undecided',
    asks: 'secret-age',
    paste:
      "I keep getting this exception:\n```\nException has occurred: AuthorizationError: \n('invalid_client', 'Client authentication failed', 401)\n```\n\nI have created all the IAM User, Role, Policy, and App as per the documentation. And got all the required credentials. But still getting this error. I am really lost on how to debug this.\n\nAll the steps were followed to grant access to the IAM role with Seller central app. I also tried with just user ARN instead of user Role ARN. But same. \n\nThe only confusion I have is that the Developer central app status is shown in 'Draft' because it's for private purposes I don't want to publish the app. When in Draft status won't it work? \n\nI am really lost why i am getting `sp_api.auth.exceptions.AuthorizationError: ('invalid_client', 'Client authentication failed', 401)`",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/3954',
    id: 'rdt-for-other-path',
    certainty: 'shown',
    paste:
      'Hello! I\'ve the following issue and need help:\n1. I\'ve successfully received RDT for buyerInfo and shippingAddress\n`{\n  "restrictedResources": [\n    {\n      "method": "GET",\n      "path": "/orders/v0/orders",\n      "dataElements": "buyerInfo"\n    },\n        {\n      "method": "GET",\n      "path": "/orders/v0/orders/",\n      "dataElements": "shippingAddress"\n    },\n            {\n      "method": "GET",\n      "path": "/orders/v0/orders",\n      "dataElements": "buyerTaxInformation"\n    }\n  ]\n}`\n1. Using this RDT in x-amz-access-token header I tried to call GET /orders/v0/orders and GET /orders/v0/orders/{OrderID}/buyerInfo methods. \n2. In the response there is only BuyerEmail and there are no Address 1 data\n3. All mandatory roles are enabled (Direct-to-Customer shipping, Tax Remittance, Tax Invoicing). \nCould you please tell me what is wrong?',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1744',
    id: 'registration-at-amazon',
    certainty: 'likely',
    paste:
      "We are unable to generate an RDT to access the ORDERS api endpoint, as our developer profile does not have the restricted data role. We can not edit our developer profile to add this role as it appears to be frozen or locked. I have contacted customer support but they keep telling us to add the role to our profile.. well we can't.\n\nOur developer profile is stuck in a pending status, perhaps this is why we can not update it?",
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/223',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'It is used perfectly in the "jlevers" U.S. marketplace.\nOnce again, thank you.\n\nI want to add Singapore Marketplace.\nIt was approved after updating the sellercentral developer profile.\nHowever, a problem has occurred.\n\nOrdersApi->getOrder() calls normally respond, but...\nThe following error occurs when calling ReportsApi->createReport().\n`Exception when calling ReportsApi->createReport: [403] { "errors": [ { "code": "Unauthorized", "message": "Access to the resource is forbidden", "details": "" } ] }`\n\nI don\'t know what\'s wrong. Help me.\n\n※ The U.S. sellercentral account and the Singapore sellercentral account are different.\nI applied the same IAM account policy as the US account to Singapore... Can this be a problem?\n(that is, should the sellercentral account and the IAM account be the same?)',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/351',
    id: 'retired-class',
    certainty: 'likely',
    paste:
      'I am attempting to migrate users MWS auth tokens to SPAPI however, I am getting the below access denied/unauthorized response when trying to call getAuthorizationCode and am at a bit of a loss on where to go from here.\n\nMy SP API is in a published status.\n\nAnyone experience this or have any idea on where to go from here?\n\n## Error:\n   SellingPartnerApi\\ApiException \n\n  [403] {\n  "errors": [\n    {\n      "message": "Access to requested resource is denied.",\n     "code": "Unauthorized",\n     "details": ""\n    }\n  ]\n}\n\n## Code\n$config = new Configuration([\n            "lwaClientId"        => env(\'LWA_CLIENT_ID\'),\n            "lwaClientSecret"    => [secret]\'LWA_CLIENT_SECRET\'),\n            "awsAccessKeyId"     => env(\'AMAZON_ACCESS_KEY_ID\'),\n            "awsSecretAccessKey" => [secret]\'AMAZON_SECRET_ACCESS_KEY\'),\n            "endpoint"           => Endpoint::NA,  // or another endpoint from lib/Endpoints.php\n        ]);\n\n        $apiInstance = new AuthorizationV1Api($config);\n        $selling_partner_id = $shopId;\n        $developer_id = env(\'AMAZON_DEVELOPER_ID\');\n        $mws_auth_token = [secret];\n\n        try {\n            $result = $apiInstance->getAuthorizationCode($selling_partner_id, $developer_id, $mws_auth_token);',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/141',
    id: 'data-elements-not-allowed',
    certainty: 'shown',
    paste:
      'It succeeded in obtaining basic order information using the getOrders API, and the following error occurred when additional "buyerInfo, dippingAddress" information was requested as follows.\n\n$data_elements = array("buyerInfo", "shippingAddress");\n\ntry{\n    $result = $apiInstance->getOrders($marketplace_ids, $created_after, $created_before, $last_updated_after, $last_updated_before, $order_statuses, $fulfillment_channels, $payment_methods, $buyer_email, $seller_order_id, $max_results_per_page, $easy_ship_shipment_statuses, $next_token, $amazon_order_ids, $actual_fulfillment_supply_source_id, $is_ispu, $store_chain_store_id, $data_elements);\n}catche($e){\n}\n\n__RESPONSE__\n{\n  "errors": [\n    {\n      "code": "InvalidInput",\n      "message": "Application does not have access to one or more requested data elements: [buyerInfo, shippingAddress]",\n      "details": ""\n    }\n  ]\n}\n\nNeed updates like Amazon policies or roles?\nI don\'t know what the problem is.',
  },
  {
    link: 'https://support.tapclicks.com/hc/en-us/articles/7445511777563-How-to-Re-authenticate-Your-Amazon-Sellers-Connection',
    id: 'consent-page-blank',
    certainty: 'undecided',
    asks: 'opens-for',
    paste:
      'Hover on the green plug in the top right of the data source tile, click the Manage Connections icon. From the dropdown menu, select the Amazon Sellers connection that you want to re-authenticate. Click "RE-AUTHENTICATE" to generate the auth flow. You will land on Amazon Sellers and be prompted to log into an account.\n\nIf you manage multiple Amazon Sellers connections: in testing we saw that sometimes the Amazon Seller system will present a blank screen if your browser is authenticated to multiple sets of credentials.',
  },
  {
    link: 'https://repost.aws/ko/questions/QUc_LmwJOwTvuWYKys2PjQ7w/trouble-migrating-mws-api-to-selling-partner-api',
    id: 'migration-api-gone',
    certainty: 'likely',
    paste:
      'Hello There,\nI am migrating mws API to SP API. As per the documenation, I have tried to get the Authorization code that I cna use to get refresh token and subsequently access token for accessing SP API.\nI and referring this documentation https://developer-docs.amazon.com/sp-api/docs/authorization-api-v1-reference\nand using the API\nGET /authorization/v1/authorizationCode\npassing\nsellingPartnerId, developerId and mwsAuthToken.\nBut it is giving below error\n"errors": [\n{\n"message": "Access to requested resource is denied.",\n"code": "MissingAuthenticationToken"\n}\nAny help appreciated.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/2183',
    id: 'md9000',
    certainty: 'shown',
    paste:
      'Hi\nI\'m a new developer working on to create a SP-API based app. I have followed the documentation to submit my Developer profile, added new Application. When I tried to Authorize a new developer from my Seller account, I\'m getting the below error.\n\n"This Developer is not currently eligible for new authorizations.  Error Code: MD9000"\n\nCould you please help me with that?',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/862',
    id: 'seller-token-on-grantless-operation',
    certainty: 'likely',
    paste:
      'Notifications.GetDestinations(). "Access Denied" issue after updated version 1.8.3+\n\nAfter updating to version 1.8.3+, I get the error "Access to requested resource is denied." when running a function Notifications.GetDestinations()',
  },
  {
    link: 'https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/190',
    id: 'resource-forbidden',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'i used an older version of your solution, to upload pdf invoices with the feeds endpoints.\nI had to change it a little bit so that i should work with the IAM user ARN insteat.\n\nBut I allways get the following error when trying to create the feed (/feeds/2021-06-30/feeds):\n\n> {\n>     "errors": [\n>         {\n>             "code": "Unauthorized",\n>             "message": "Access to the resource is forbidden",\n>             "details": ""\n>         }\n>     ]\n> }\n\nI\'ve also tried with Postman, with the same result, allways when i try to create the feed.\n\nHave you any idea what the problem could be?\n\nOn APP-registration process i\'ve given all permissions.\nThe access parameters are also rigth cause i can for example call the MarketplaceParticipations with Postman and it works.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/4326',
    id: 'report-fields-nested',
    certainty: 'likely',
    paste:
      'Hi! I\'m struggling with brand analytics reports from SP-API Amazon. Everything goes well with the others reports, but when y try to get for example: "GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT". I obtained a code 202, I obtained the reportid but the status is fatal, so something is wrong. I verified my credentials, the payload is exactly the same as the model on github, I have the brand analytics role, etc.. When I ask for help in amazon, the problem are the dates and they close my case. This was their answer:\n\nGreetings from Amazon, My name is xxx, from the Selling Partner API Developer Support team. For report 60203020041 the start date and end dates entered are: Start Date 2024-11-14 17:56:15 UTCEnd Date 2024-11-14 17:56:15 UTC\n \n    payload = {\n    "reportType": "GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT",\n    "marketplaceIds": ["A2EUQ1WTGCTBG2"],\n    "reportSpecification": {\n        "reportOptions": {\n            "reportPeriod": "WEEK"\n        },\n        "dataStartTime": "2024-11-03",\n        "dataEndTime": "2024-11-09"\n    }\n}\n    \nAnd my dates are other. I tried almost everything and I can\'t solve this, and Amazon is not helpful',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2164',
    id: 'listing-form-refused',
    certainty: 'likely',
    asks: 'opens-for',
    paste:
      'Our application is currently in draft state and when we submit to be published we get the error SPDC300 with no further explanation. We have opened and re-opened a case multiple times and it keeps getting closed after 3 weeks with a generic response. This is currently gating us from migrating away from MWS to the SP-API.',
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-docs/issues/2326',
    id: 'role-ticked-still-refused',
    certainty: 'undecided',
    asks: 'role-when',
    paste:
      'My app is approved and published with `Brand Analytics` role. But when calling `createReport` API for report:\n{\n\t"reportType": "GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT",\n\t"reportOptions": {\n\t\t"reportPeriod": "DAY"\n\t},\n\t"dataStartTime": "2022-04-03T00:00:00+00:00",\n\t"dataEndTime": "2022-04-24T00:00:00+00:00",\n\t"marketplaceIds": ["ATVPDKIKX0DER"]\n}\nI am still getting\n{\n\t"errors": [\n\t\t{\n\t\t\t"message": "Access to requested resource is denied.",\n\t\t\t"code": "Unauthorized",\n\t\t\t"details": ""\n\t\t}\n\t]\n}\n\nSame for other brand analytics reports like:\n`GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT`\n`GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT `\n\nOn OAuth page, I do get brand analytics permission in the list.',
  },
  {
    link: 'https://github.com/jlevers/selling-partner-api/issues/640',
    id: 'sp-api-429',
    certainty: 'undecided',
    asks: 'rate',
    paste:
      "I am еncountеring a 429 еrror intеrmittеntly whilе using thе `gеtRеport` API. I attеmptеd to addrеss thе ratе limit issuе by incorporating a slееp function, but unfortunatеly, it is not proving еffеctivе.\n\n**ERROR**: [429] Cliеnt еrror: `GET https://sеllingpartnеrapi-na.amazon.com/rеports/2021-06-30/rеports/1######6` rеsultеd in a `429 Too Many Rеquеsts`\n\nThis API call is madе using thе cron mеthod, with an hourly schеdulе. Bеlow is a snippеt of thе codе whеrе I'vе attеmptеd to handlе thе ratе limit:\n\n```php\nif ($countsApiCall > 10) {\n    $countsApiCall = 1;\n    slееp(1);\n}\n$rеportInfo = $apiInstancе->gеtRеport($rеportId);\n```\n\nI apprеciatе any assistancе in rеsolving this issuе.",
  },
  {
    link: 'https://github.com/amzn/selling-partner-api-models/issues/1106',
    id: 'not-primary-user',
    certainty: 'shown',
    paste:
      'I have Authorize Now button setup as documentation suggest. When seller press button, login into seller central he receive "You do not have permissions to view this page". No consent is displayed for him. What could be the reason for this? \nWhat are requirements for seller to be able to authorise access of application?',
  },
]
