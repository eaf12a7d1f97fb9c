import type { Cause, Sign } from '../cause.ts'
import { docsIssue, jleversIssue, jrl84Issue, links, modelsIssue, saleweaverIssue } from '../links.ts'
import { asSent, detail, otherwise, stopSigning, unsigned } from './detail.ts'
import { setupCauses } from './setup-causes.ts'

/**
 * Faults that the text itself shows beside Amazon's models, in the request or in what Amazon answers to it. Each comes
 * before general causes of the same refusal.
 */
export const detailCauses: readonly Cause[] = [
  detail({
    symptom: 'call-key-has-blank',
    contradicts: otherwise,
    title: 'The key {parameter} has a blank in it: Amazon reads it as another key',
    cause:
      'A key with a blank before or after its name is unknown, so its value is ignored and the real key counts as missing. Amazon’s message is then about what is inside of it, such as items or quantities.',
    steps: ['Rename {parameter} to {rightParameter}.', asSent],
    evidence: 'The keys of the body, with their quotation marks.',
    seen: [modelsIssue(4440)],
  }),
  detail({
    symptom: 'report-fields-nested',
    contradicts: otherwise,
    title: 'reportOptions and the dates are nested: createReport reads them only at the top level',
    cause:
      'The body puts reportOptions, dataStartTime or dataEndTime into reportSpecification, which createReport doesn’t know. It ignores them, and takes the time of the request for both dates.',
    steps: [
      'Move reportOptions, dataStartTime and dataEndTime to the top level of the body, beside reportType.',
      asSent,
    ],
    evidence: 'The body as sent, and the dates that getReport returns.',
    link: links.reportTypes,
    seen: [modelsIssue(4326)],
  }),
  detail({
    symptom: 'call-list-empty',
    contradicts: [...otherwise, 'says-list-empty'],
    title: 'The list {parameter} is empty, and has to have at least one entry',
    cause: 'The pasted text sends {parameter} without an entry. Amazon refuses that like a missing one.',
    steps: [
      'Put at least one entry into {parameter}. For restrictedResources that is a method and a path, such as {"method":"GET","path":"/orders/v0/orders"}.',
      asSent,
    ],
    evidence: '{parameter} in the body as sent.',
    seen: [docsIssue(2288)],
  }),
  detail({
    symptom: 'call-value-type-named',
    contradicts: otherwise,
    title: 'The value of {parameter} has another type than Amazon’s model declares',
    cause:
      'Amazon names the field whose type is wrong. Its model declares {allowedValues} there. JSON tells 1 from "1", and a type that Amazon used to overlook may be enforced from one day to the next.',
    steps: [
      'Send {parameter} as {allowedValues}.',
      'Look up the type of {parameter} in the model of {operation}, and send exactly that type.',
      'Log the JSON as it leaves your machine: libraries turn text of digits into numbers, and the other way round.',
    ],
    evidence: 'The field in the body as sent: with or without quotation marks.',
    seen: [modelsIssue(5094)],
  }),
  detail({
    symptom: 'value-cut',
    contradicts: otherwise,
    title: 'Amazon decodes the value twice, and so reads another one',
    cause:
      'The text sends {parameterValue}, encoded once as it should be, and Amazon’s answer names it cut at the special character, or with a blank in the place of +. Some operations with lists of SKUs in the query, such as those of Product Pricing v0, decode a value twice.',
    steps: [
      'Encode the value twice for this operation: send {rightParameter}.',
      'Use the batch operation, which takes the SKU in a JSON body, or ask by ASIN.',
      'Update the library: some encode twice where Amazon needs it.',
    ],
    evidence: 'The SKU in Amazon’s answer, beside the one that was sent.',
    seen: [jrl84Issue(134)],
  }),
  detail({
    symptom: 'value-encoded-again',
    contradicts: otherwise,
    title: 'A value is encoded twice: Amazon looks for the encoded text',
    cause:
      'The text sends {parameterValue}. A percent sign that was encoded again (%25…), or a + that was encoded as %2B in the place of a blank, means that both your code (or quote_plus) and the HTTP library encode. Amazon decodes once, and finds nothing of that name.',
    steps: [
      'Encode once only: give the library the plain value, or encode it yourself and send the address unchanged.',
      'A blank is %20 or + in a query, and %20 in a path.',
      'Update the library, or report it there.',
    ],
    evidence: 'The address as it leaves your machine: %25, or %2B where the value has a blank.',
    seen: ['https://github.com/saleweaver/python-amazon-sp-api/pull/650'],
  }),
  {
    ...detail({
      symptom: 'value-decoded-rightly',
      contradicts: otherwise,
      who: 'amazon',
      title: 'The value arrived as it should: Amazon may read it wrongly, or it doesn’t exist there',
      cause:
        'Amazon’s message shows {parameterValue} decoded correctly, so the encoding of the request is right. Either there is no such SKU for this account and marketplace, or the operation itself fails with special characters, as several did until fixes in 2022.',
      steps: [
        'Look up exactly this SKU with getListingsItem, for the same account and marketplace.',
        'If it exists, change nothing in the encoding: ask by ASIN or by the batch operation meanwhile.',
        'Open a case with x-amzn-RequestId, a SKU that works and one that doesn’t.',
      ],
      evidence: 'The value in Amazon’s message beside the SKU in Seller Central.',
      check: 'Does exactly this SKU exist for the account in this marketplace?',
      seen: [docsIssue(2224)],
    }),
    atMost: 'undecided',
  },
  detail({
    symptom: 'call-elements-differ',
    contradicts: otherwise,
    title: '{operation} doesn’t have the data element {parameter}, whatever the roles are',
    cause:
      'Each path takes its own dataElements. {operation} takes {allowedValues} only, while getOrders and getOrder take buyerInfo, shippingAddress and buyerTaxInformation. A library that asks for the same elements everywhere is refused here, although the roles are right.',
    steps: [
      'Ask only for {allowedValues} when the restricted data token is for {operation}.',
      'Request a token of its own for each path, or let the library choose the elements by path.',
    ],
    evidence: 'path and dataElements in restrictedResources as sent.',
    link: links.restrictedData,
    seen: [jleversIssue(859)],
  }),
  detail({
    symptom: 'call-currency-differs',
    given: ['invalid-input'],
    contradicts: otherwise,
    title: 'The currency {parameterValue} isn’t the one of the marketplace: it is {rightParameter}',
    cause:
      'Prices are given in the currency of the marketplace, and Amazon refuses another one with an error that names no field. Marketplaces of one region differ: the United Kingdom, Poland and Sweden don’t use the euro.',
    steps: ['Send {rightParameter} for marketplace {marketplaceId}.'],
    evidence: 'CurrencyCode beside MarketplaceId in the request.',
    link: links.marketplaces,
    seen: [jrl84Issue(49)],
  }),
  detail({
    symptom: 'call-version-lacks-parameter',
    contradicts: otherwise,
    title: 'The called version of {operation} doesn’t have {parameter}',
    cause:
      'Versions of one operation take different parameters, and one that a version doesn’t know is ignored or refused. The text calls {calledPath}; {parameter} belongs to {rightPath}.',
    steps: [
      'Call {rightPath}, or tell the library that version.',
      'Or leave {parameter} out, and send what the called version takes.',
    ],
    evidence: 'The version in the path or in the library’s options, beside its model.',
    seen: [jrl84Issue(193)],
  }),
  detail({
    symptom: 'call-json-with-other-header',
    contradicts: [...otherwise, 'storage-answer'],
    title: 'The body is JSON, but the request’s Content-Type says something else',
    cause:
      'SP-API reads a body by the Content-Type header of the request. The text sends {sentContentType}, so Amazon finds no parameter in it. contentType inside of a body, as createFeedDocument has it, is another thing: the type of the file.',
    steps: [
      'Send the header Content-Type: application/json.',
      'Send the JSON as the model has it, without a wrapper such as "body" around it.',
      'Call {rightPath} instead of {calledPath}.',
    ],
    evidence: 'The Content-Type header of the request as sent.',
    seen: [docsIssue(1003)],
  }),
  detail({
    symptom: 'call-boolean-as-number',
    given: ['invalid-input'],
    contradicts: [...otherwise, 'message-specific'],
    title: 'A boolean arrives as 1: {parameter} has to be the text true or false',
    cause:
      'PHP and some HTTP clients write true into a query as 1, and false as nothing; others write True. Amazon takes only true and false in lower case, and names no parameter when it refuses.',
    steps: ['Give the library the text: {parameter} = "true".', 'Log the address as it leaves your machine.'],
    evidence: '{parameter} in the query as sent.',
    seen: [jleversIssue(130)],
  }),
  detail({
    symptom: 'call-named-parameter-foreign',
    contradicts: otherwise,
    title: 'Amazon asks for {parameter}, which isn’t in its model: a search parameter is missing',
    cause:
      'The message uses a name from inside Amazon. Operations that search need one of several parameters which the model marks as optional, and when none is there, Amazon reports the kind of search as missing.',
    steps: [
      'Add one of the search parameters of the operation: keywords or identifiers with identifiersType in Catalog Items 2022-04-01; Query, SellerSKU, UPC, EAN, ISBN or JAN in v0.',
      'Don’t send {parameter} itself.',
    ],
    evidence: 'The query as sent: only a marketplace, and nothing to search for.',
    seen: [docsIssue(120)],
  }),
  detail({
    symptom: 'call-parameter-set-but-missing',
    contradicts: [...otherwise, 'call-list-in-brackets'],
    title: 'The code sets {parameter}, but it doesn’t arrive at Amazon',
    cause:
      'Amazon misses what the text sets, so it gets lost in between: the library puts it into the body where Amazon reads the query (or the other way round), writes it under another name, or leaves it out.',
    steps: [
      'Log the request as it leaves your machine, and look for {parameter}: in the query or the body, spelled as in the model.',
      'Update the library. If its newest version sends it wrongly, too, build this request yourself, and report it there.',
    ],
    evidence: 'The raw request beside the model of {operation}.',
    seen: ['https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/214', jleversIssue(736)],
  }),
  detail({
    symptom: 'end-too-recent-told',
    contradicts: otherwise,
    title: 'The end of the period is less than two minutes ago',
    cause:
      'Amazon’s data are complete only after two minutes, so an end of the period (CreatedBefore, LastUpdatedBefore) that is later than that is refused. A sync that ends at the present moment fails each time, and so does a clock that runs ahead.',
    steps: [
      'End the period three minutes ago, in UTC with Z, or leave the end out: the answer then says how far the data go.',
      'Begin the next period where the last one ended.',
    ],
    evidence: 'The value as sent, beside the Date header of the response.',
    seen: ['https://github.com/airbytehq/airbyte/pull/52592'],
  }),
  detail({
    symptom: 'call-client-without-marketplace',
    contradicts: [
      ...otherwise,
      'invalid-input',
      'library-failed',
      'looks-like-amazon-fault',
      'says-role-missing',
      'not-participating',
    ],
    title: 'The library’s client is created without a marketplace, so it calls its default region',
    cause:
      'Most libraries take the marketplace or region when the client is created, and use the United States and the North American endpoint otherwise. A marketplace in the call doesn’t change the endpoint, and a token of another region is refused there. A constant of the library in the call is fine as long as it becomes an id.',
    steps: [
      'Create the client with the marketplace or region of the account.',
      'For the marketplace in the pasted text, that is marketplace=Marketplaces.{clientMarketplace} in python-amazon-sp-api, and region: "{clientRegion}" in others.',
      'Log the host as it leaves your machine.',
    ],
    evidence: 'The host of the request beside the country of the account.',
    link: links.endpoints,
    seen: [saleweaverIssue(1790)],
  }),
  detail({
    symptom: 'role-arn-is-user',
    title: 'The ARN of an IAM user is given where the role’s belongs',
    cause:
      'Only a role can be assumed, and the ARN in the text is a user’s (…:user/…). That LWA answers says nothing about it: LWA and AWS are independent.',
    steps: [
      'Set the role ARN to the ARN of the role (arn:aws:iam::…:role/…), in the library and wherever the application names one.',
      'Allow the user to assume it: sts:AssumeRole on the role in the user’s policy.',
      unsigned,
    ],
    evidence: 'The resource in the error: user/ or role/.',
    link: links.connecting,
    seen: ['https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/471'],
  }),
  detail({
    symptom: 'destination-unknown',
    given: ['says-other-region-or-application'],
    title: 'A destination belongs to one application and one region: create one for each',
    cause:
      'Creating a destination is grantless, but it is stored for the application whose credentials were used, at the endpoint that was called. A subscription with another application or at another endpoint doesn’t find it.',
    steps: [
      'Call createDestination once for each application and each regional endpoint, with a grantless token.',
      'Store its id with both, and use that one in createSubscription.',
      'If both are the same, list the destinations with getDestinations: this one was deleted.',
    ],
    evidence:
      'getDestinations at the endpoint of createSubscription, with the credentials of its application.',
    link: links.notifications,
    seen: [modelsIssue(4286)],
  }),
  detail({
    symptom: 'sts-session-assumes-role',
    title:
      'The keys belong to a role that was already assumed, and it isn’t allowed to assume the role again',
    cause:
      'The caller in the message is a session (arn:aws:sts), so the program was given temporary keys, which begin with ASIA and have a session token. The library assumes the role itself, and needs the permanent keys of the user for that.',
    steps: [
      stopSigning,
      'Or give the library the access key of the IAM user (AKIA…) and the ARN of the role, without a session token.',
    ],
    evidence: 'The first four characters of the access key: ASIA or AKIA.',
    link: links.connecting,
    seen: [jrl84Issue(166)],
  }),
  detail({
    symptom: 'signs-by-hand',
    contradicts: [
      ...otherwise,
      'signature-mismatch',
      'storage-answer',
      'sts-answer',
      'access-denied',
      'missing-authentication-token',
      'internal-failure',
      'invalid-input',
      'token-invalid',
    ],
    title: 'Leave out the code that signs: SP-API needs no AWS signature any more',
    cause:
      'The text builds a signature of AWS itself, where any blank, order or time can be wrong. Since October 2023, SP-API ignores signatures, so a plain request with the access token is enough.',
    steps: [
      'Send {operation} with x-amz-access-token, user-agent and x-amz-date only, and delete the rest.',
      'Then compare the names of the parameters with Amazon’s reference of the operation.',
    ],
    evidence: 'A request without Authorization.',
    link: links.connecting,
    seen: [],
  }),
  detail({
    symptom: 'root-keys-assume-role',
    title: 'The access key belongs to the AWS root account, not to the IAM user',
    cause:
      'AWS STS doesn’t let the root account assume a role. User, role and policy can be right: the program signs with another key.',
    steps: [
      'Use the access key and secret of the IAM user that may assume the role, and delete those of the root account.',
      'Look for keys in environment variables and profiles: they come before those in the code.',
      unsigned,
    ],
    evidence: 'The ARN that sts get-caller-identity returns for the key.',
    link: links.connecting,
    seen: [docsIssue(2005)],
  }),
  detail({
    id: 'signature-special-characters',
    symptom: 'special-value-fails',
    given: ['signature-mismatch'],
    contradicts: ['storage-answer'],
    title: 'A value with special characters is signed in another encoding than it is sent in',
    cause:
      'A value in the path is percent-encoded once in the address and twice in the path that is signed; in a query it is encoded once in both. A library that encodes once, or a client that encodes again on the way, signs something else than it sends. Several of Amazon’s operations decoded such paths wrongly themselves until April 2022.',
    steps: [
      'Encode the value once in the address (a blank is %20), and let the signer encode the path again.',
      'Compare the canonical string in Amazon’s message with yours, character by character.',
      unsigned,
    ],
    evidence: 'The path in Amazon’s canonical string beside the address as sent.',
    seen: [docsIssue(1656)],
  }),
  detail({
    symptom: 'storage-digest-wrong',
    title: 'Content-MD5 isn’t the base64 of the file’s MD5 digest',
    cause:
      'Amazon S3 takes the 16 bytes of the digest in base64: 24 characters that end with ==. 32 hexadecimal digits, or the base64 of those, are another value (InvalidDigest). BadDigest means that the form is right, but the file that arrived is another one.',
    steps: [
      'Compute base64(md5(bytes)) of exactly the bytes that are uploaded: base64.b64encode(hashlib.md5(data).digest()) in Python, base64_encode(md5($data, true)) in PHP.',
      'Send the same value as contentMD5 to createUploadDestinationForResource and as Content-MD5 with the upload.',
    ],
    evidence: 'Content-MD5 as sent: 24 characters, not 32.',
    link: links.feeds,
    seen: ['https://github.com/saleweaver/python-amazon-sp-api/pull/450'],
  }),
  detail({
    symptom: 'document-not-compressed',
    contradicts: ['library-install-failed'],
    title: 'The data aren’t compressed any more: decompress only what is gzip',
    cause:
      'The program decompresses data that don’t begin as gzip does. compressionAlgorithm describes the stored file; if the download is sent with Content-Encoding: gzip, as Amazon’s storage did for documents of 20 to 22 June 2023, the HTTP client has decompressed it already. An error in XML instead of the file looks the same.',
    steps: [
      'Decompress only if the first two bytes are 1F 8B, or turn off the HTTP client’s own decompression.',
      'Look at the first characters of the download: text or JSON is the document, <Error> is an answer of the storage.',
      'Update the library, and request the report again if the document is old.',
    ],
    evidence: 'The first bytes and the Content-Encoding of the download.',
    link: links.reportTypes,
    seen: [docsIssue(3200), saleweaverIssue(1076)],
  }),
  detail({
    symptom: 'roles-not-configured',
    who: 'operator',
    title: 'The version of the application that is in effect has no roles: they may be in its draft only',
    cause:
      'Amazon looks at the published version. Roles, an ARN or the hybrid setting that were edited are in a draft until that is published. An application that was never published is judged by its draft.',
    steps: [
      'Edit the application so that the roles (and for a former MWS application, the hybrid setting) are in it, and submit the update.',
      'Wait until the Solution Provider Portal shows that version as published, then call again.',
    ],
    evidence: 'The state of the listing: published, or an update in draft.',
    link: links.roles,
    seen: [docsIssue(2412)],
  }),
  detail({
    symptom: 'no-mws-authorization',
    title: 'The seller’s MWS authorization isn’t for this developer id: each region has its own',
    cause:
      'getAuthorizationCode looks for an MWS authorization that the seller gave to exactly this developer id. Developer ids belong to a region: one of the US isn’t known in Europe, at either endpoint. The operation ended with MWS, so new authorizations go through the consent page.',
    steps: [
      'Use the developer id of the seller’s region, at the endpoint of that region.',
      'If you don’t have one, let the seller authorize through the consent page.',
    ],
    evidence: 'developerId, and the region in which it was registered.',
    link: links.websiteWorkflow,
    seen: [docsIssue(727)],
  }),
  detail({
    symptom: 'uri-form-refuses',
    given: ['names-registration-form'],
    contradicts: ['consent-any-code', 'grant-redirect-uri', 'redirect-with-code'],
    title: 'The form saves OAuth URIs only if both are filled in and begin with https',
    cause:
      'The registration of an application needs an OAuth Login URI and a redirect URI. If one of them is empty, or begins with http, the form may report success and keep nothing; addresses of this machine are refused.',
    steps: [
      'Fill in both the OAuth Login URI and the OAuth Redirect URI, with https, and save again.',
      'Reload the page to see whether they are there.',
      'For development, use a tunnel with https instead of localhost.',
    ],
    evidence: 'Both fields after the page was reloaded.',
    link: links.websiteWorkflow,
    seen: [docsIssue(26)],
  }),
  ...(['access-denied', 'resource-forbidden'] as const).map((refusal) =>
    detail({
      id: refusal === 'access-denied' ? 'role-added-later' : 'type-role-added-later',
      symptom: 'says-role-added-later',
      given: [refusal],
      contradicts: [
        'says-reauthorized',
        'grant-newer-than-role',
        'says-works-at-times',
        'looks-like-amazon-fault',
      ],
      who: 'operator',
      decidedBy: 'role-when',
      title: 'The role was added later, so the grant is older than it',
      cause:
        'A refresh token keeps the roles that it was issued with. A role that is added to the application afterwards has no effect until the account authorizes again.',
      steps: [
        'Have the account authorize again, and replace its refresh token. For a private application, that is Authorize app in Seller Central.',
        'Any one of these roles opens {operation}: {roles}.',
      ],
      evidence: 'The date of the role beside the date of the authorization.',
      link: links.roles,
      seen: [jleversIssue(253)],
    }),
  ),
  detail({
    symptom: 'says-only-one-role',
    given: ['access-denied'],
    contradicts: [
      'grant-older-than-role',
      'grant-newer-than-role',
      'says-works-at-times',
      'looks-like-amazon-fault',
    ],
    who: 'operator',
    decidedBy: 'role-when',
    title: 'The application has one role only, and this call needs another one',
    cause:
      'Roles open operations one by one, and some types of notifications and reports need one more. That the role opens the calls before this one, such as createDestination or createReportSchedule, doesn’t mean that it opens this one.',
    steps: [
      'Add a role that Amazon’s pages list for the operation and for its type. If the pages leave it open, add all roles that aren’t restricted.',
      'The {typeKind} type {reportType} needs {typeRoles}.',
      'Have the account authorize again, and replace its refresh token.',
    ],
    evidence: 'The roles of the application beside Amazon’s list for the operation.',
    link: links.roles,
    seen: [docsIssue(2609)],
  }),
  detail({
    symptom: 'says-other-types-subscribed',
    given: ['access-denied'],
    supports: ['names-subscription'],
    contradicts: ['says-role-missing', 'grant-older-than-role', 'looks-like-amazon-fault'],
    who: 'operator',
    decidedBy: 'role-when',
    title: 'This notification type needs a role that the others don’t',
    cause:
      'Each type has roles of its own. That other types can be subscribed to shows that token, queue and policy are right. Types about FBA need Amazon Fulfillment, those about offers Pricing, and those about listings Product Listing.',
    steps: [
      'Look up the roles of the refused type on Amazon’s page of notification types, and add one of them to the developer profile and to the application.',
      'Have the account authorize again, and replace its refresh token.',
    ],
    evidence: 'The roles of the application beside Amazon’s list for the type.',
    link: links.roles,
    seen: [docsIssue(2786)],
  }),
  ...setupCauses,
]

/** Refusals in general words: what the request shows explains them better. */
export const explainedByDetails: ReadonlySet<Sign> = new Set<Sign>([
  'invalid-input',
  'signature-mismatch',
  'signature-expired',
  'sts-answer',
  'security-token-invalid',
  'aws-terms',
  'access-denied',
  'resource-forbidden',
  'data-elements',
  'says-personal-data-empty',
  'resource-not-found',
  'result-names-problem',
  'storage-answer',
  'internal-failure',
  'marketplace-not-an-id',
  'calls-withdrawn',
  'library-failed',
])
