import type { Cause, Sign } from '../cause.ts'
import { docsIssue, jleversIssue, links, modelsIssue, saleweaverIssue } from '../links.ts'

/** Something was tried and failed, so the text doesn’t only ask how it is done. */
const tried: readonly Sign[] = [
  'library-failed',
  'library-setting-absent',
  'library-answer-unread',
  'library-argument-type',
  'library-language-version',
  'library-upgrade-broke',
  'library-install-failed',
  'library-part-missing',
  'error-hidden',
  'tool-message',
  'says-list-empty',
  'says-file-unreadable',
  'says-queue-silent',
  'says-amazon-wrote-credential',
  'consent-any-code',
  'report-stuck',
  'report-canceled',
  'says-registration-pending',
  'says-no-longer-works',
  'says-access-denied',
  'says-role-not-offered',
]

type Row = Pick<
  Cause,
  'id' | 'symptom' | 'who' | 'title' | 'cause' | 'steps' | 'evidence' | 'link' | 'seen'
> &
  Partial<Pick<Cause, 'contradicts'>>

/** What people mean is guessed from their words, so it is never certain. */
const answer = ({ contradicts = [], ...rest }: Row): Cause => ({
  rows: [],
  given: [],
  contradicts: [...tried, ...contradicts],
  atMost: 'likely',
  ...rest,
})

/** Answers to questions about how an application, an account or an authorization is set up. */
export const setupQuestionCauses: readonly Cause[] = [
  answer({
    id: 'how-many-accounts',
    symptom: 'asks-how-many',
    who: 'operator',
    title: 'How many accounts may authorize depends on the kind of application',
    cause:
      'A private application allows ten self-authorizations and no OAuth. A public one that isn’t listed in the Selling Partner Appstore allows 25 sellers by OAuth, and any number of vendors. A listed one has no limit. Beyond the limit, the consent page shows CONSENT_LIMIT_REACHED.',
    steps: [
      'List the application in the Selling Partner Appstore before the 26th seller.',
      'Ask sellers who left to disable it under Manage Your Apps: deleting their token on your side frees no place.',
    ],
    evidence: 'The kind of application, and its number of authorizations.',
    link: links.limits,
    seen: [],
  }),
  answer({
    id: 'other-companies-need-public-application',
    symptom: 'asks-other-companies',
    who: 'operator',
    title: 'A private application is for your own organization: other companies’ accounts need a public one',
    cause:
      'A private application can only be self-authorized, by at most ten accounts of your own organization. It has no consent page for others, and SP-API has no developer id that a seller could enter as in MWS. Accounts of other companies authorize a public application by OAuth: at most 25 sellers as long as it isn’t listed in the Selling Partner Appstore, any number afterward.',
    steps: [
      'Change the developer profile to public, and answer Amazon’s questions about your service and its security.',
      'Add a Login URI and a redirect URI to the application, and send each account to the consent page, with version=beta as long as it is a draft.',
      'Or have each company register a private developer profile and application of its own, press Authorize app, and give you its client id, client secret and refresh token.',
      'If Amazon has blocked new authorizations, only its developer support can lift that.',
    ],
    evidence: 'Data Access in the developer profile: private or public.',
    link: links.publicDeveloper,
    seen: [docsIssue(3331), docsIssue(2481), docsIssue(2038), docsIssue(3746)],
  }),
  answer({
    id: 'self-authorization-in-portal',
    symptom: 'asks-self-authorization',
    who: 'operator',
    title: 'Self-authorization is a button in Amazon’s portal, not a call: it shows the refresh token',
    cause:
      'For accounts of your own organization, there is no consent page, no code and no operation, so no library has to support it. Amazon shows the refresh token once, where you press the button. Each press creates another token, and the older ones stay valid.',
    steps: [
      'Sign in as the account’s primary user, and open Develop Apps in the Solution Provider Portal or Seller Central, or Integration > API Integration in Vendor Central.',
      'Press the arrow beside Edit App, choose Authorize, and press Authorize app for the account.',
      'Copy the refresh token immediately, and give it to your program with the client id and client secret.',
    ],
    evidence: 'The list of accounts on the Authorize page of the application.',
    link: links.selfAuthorization,
    seen: ['https://github.com/abuzuhri/Amazon-SP-API-CSharp/issues/224'],
  }),
  answer({
    id: 'draft-is-enough',
    symptom: 'asks-before-listing',
    who: 'operator',
    title: 'A draft is enough to begin: neither a listing nor a finished program is needed',
    cause:
      'The form for the Selling Partner Appstore is only for the listing. An application works as a draft: your own accounts self-authorize it, and up to 25 sellers can authorize a public one with version=beta in the consent URL. It needs no IAM ARN. Amazon’s agreement asks public developers to list their application later, and more than 25 sellers need it.',
    steps: [
      'Choose Add new app client in Develop Apps, name the application, select its roles, and save it as a draft.',
      'For your own account, press Authorize app. For another company’s, send the consent URL with application_id, state and version=beta.',
      'If Amazon shows MD9999 or refuses the code to others, publish it (it can stay unlisted).',
      'If the application is private, or for a single company only, have that company register its own private application instead.',
    ],
    evidence: 'The status of the application, and version=beta in the consent URL.',
    link: links.registerApplication,
    seen: [docsIssue(199), docsIssue(1020)],
  }),
  answer({
    id: 'developer-without-seller-account',
    symptom: 'asks-seller-account',
    who: 'operator',
    title: 'Only private applications for sellers need a selling account; public developers don’t',
    cause:
      'According to Amazon’s pages today, only private applications for sellers require a Professional selling account. Public developers create an account in the Solution Provider Portal and have their identity verified. Older pages asked everybody for a selling account. Either way, only an account’s primary user can register, not a user who was invited to a client’s account.',
    steps: [
      'Create an account of your own company in the Solution Provider Portal, and complete the identity verification.',
      'Fill in the developer profile, and choose public if other companies will use the application.',
      'Test in the sandbox, or with a seller who authorizes the draft.',
    ],
    evidence: 'Whose account you are signed in to, and whether you are its primary user.',
    link: links.registration,
    seen: [docsIssue(1218), docsIssue(1548)],
  }),
  answer({
    id: 'authorization-covers-region',
    symptom: 'asks-other-country',
    who: 'operator',
    title: 'One authorization covers an account’s marketplaces in one region; other regions need their own',
    cause:
      'A seller authorizes once for North America and once for Europe, and you store a refresh token for each. Within the region, the same token works for every marketplace of the unified account, such as the US, Canada and Mexico. An account that isn’t linked authorizes separately, such as those in Japan, Australia and Singapore, and those in India, Turkey, the UAE, Saudi Arabia, Egypt and South Africa, which use Europe’s host but aren’t part of its unified account.',
    steps: [
      'For another country of the same region and account, keep the refresh token, and send that country’s marketplace id to the same host.',
      'Check with getMarketplaceParticipations that the marketplace is listed. If it isn’t, that country is a separate account.',
      'For another region or a separate account, send the seller to that region’s Seller Central for consent, and use the new refresh token with that region’s host.',
    ],
    evidence: 'The marketplaces that getMarketplaceParticipations lists.',
    link: links.endpoints,
    seen: [docsIssue(2273), docsIssue(2384), modelsIssue(4825)],
  }),
  answer({
    id: 'vendors-authorize-at-vendor-central',
    symptom: 'asks-vendors',
    who: 'operator',
    title: 'Vendors authorize on Vendor Central, an application that is registered for vendors',
    cause:
      'The consent page has the same path as for sellers, on the Vendor Central host of the vendor’s country. The application has to be registered for vendors, with roles that vendors can have. Vendors can’t authorize from the Appstore, and the limit of 25 sellers doesn’t apply to them.',
    steps: [
      'Select Vendors in the application’s form, or register another application for them if the form doesn’t offer it.',
      'Send the vendor to https://<Vendor Central host>/apps/authorize/consent with application_id and state, and with version=beta as long as the version for vendors is a draft.',
      'For your own vendor account, press Authorize app in Vendor Central > API Integration.',
    ],
    evidence:
      'The kinds of accounts that the application is registered for, and the host of the consent URL.',
    link: links.websiteWorkflow,
    seen: [docsIssue(2001)],
  }),
  answer({
    id: 'no-operation-for-buyer-messages',
    symptom: 'asks-buyer-messages',
    who: 'developer',
    title: 'SP-API has no operation that reads buyers’ messages or replies to them freely',
    cause:
      'No role is missing. The Messaging API sends certain kinds of messages about an order, and lists which ones are allowed; the Solicitations API asks for feedback and a review. Neither returns what buyers write.',
    steps: [
      'Read and answer messages in Seller Central, or by email through the buyer’s masked address.',
      'To send one of the kinds that the Messaging API has, get the role Buyer Communication; to ask for feedback, Buyer Solicitation.',
    ],
    evidence: 'The operations in Amazon’s reference of the Messaging API.',
    link: links.messaging,
    seen: [docsIssue(3559)],
  }),
  answer({
    id: 'code-is-exchanged-at-lwa',
    symptom: 'asks-code-exchange',
    who: 'developer',
    title: 'The code is exchanged at Login with Amazon, not by an operation of SP-API',
    cause:
      'spapi_oauth_code is exchanged once, within five minutes, by a POST to https://api.amazon.com/auth/o2/token. No operation of SP-API does this: the Authorization API was only for MWS, and has ended. So a library that is generated from the models doesn’t have it.',
    steps: [
      'Send grant_type=authorization_code, code=<spapi_oauth_code>, client_id, client_secret and redirect_uri as a form.',
      'Store the refresh_token of the response with the selling_partner_id of the redirect.',
      'Later, send grant_type=refresh_token with it to the same URL for each new access token.',
    ],
    evidence: 'The response of the token endpoint: it has access_token and refresh_token.',
    link: links.codeGrant,
    seen: [docsIssue(143)],
  }),
  answer({
    id: 'mws-grants-have-ended',
    symptom: 'asks-mws-grants',
    contradicts: ['mws-answer'],
    who: 'operator',
    title: 'Authorizations of MWS can’t be converted any more: each account authorizes again',
    cause:
      'getAuthorizationCode of the Authorization API turned authorizations of MWS into new ones. It was grantless, with the scope sellingpartnerapi::migration, and took no refresh token. Amazon removed it on 27 March 2024, and MWS has been shut down.',
    steps: [
      'Send each account to the consent page of your SP-API application, and exchange spapi_oauth_code.',
      'For your own account, press Authorize app instead.',
      'Remove the calls to the Authorization API: the scope sellingpartnerapi::migration is refused.',
    ],
    evidence: 'The name of the operation: it isn’t in Amazon’s models any more.',
    link: links.websiteWorkflow,
    seen: [jleversIssue(105)],
  }),
  answer({
    id: 'credentials-where',
    symptom: 'asks-where-credentials',
    who: 'operator',
    title: 'Where to get the client id, secret and refresh token',
    cause:
      'The client id and secret belong to the application (LWA credentials > View). A refresh token belongs to one account and one application. For your own account, get it with Authorize app. For other accounts, use the consent page and exchange its code. Authorizing again issues a new token, and older ones stay valid until the permission ends. The client id begins with amzn1.application-oa2-client, and isn’t the application id. Keys and roles of AWS aren’t needed any more.',
    steps: [
      'For your own account, open Develop Apps > the application > Authorize app, and copy the token that appears.',
      'Send other accounts to the consent page, and exchange spapi_oauth_code for the refresh token.',
      'Store the newest token with the seller’s id, which is selling_partner_id in the redirect.',
      'Leave AWS keys and role ARN empty, or update a library that requires them.',
    ],
    evidence: 'The list of applications in Develop Apps or the Solution Provider Portal.',
    link: links.selfAuthorization,
    seen: [saleweaverIssue(27)],
  }),
  answer({
    id: 'no-aws-account-needed',
    symptom: 'asks-aws-account',
    contradicts: [
      'library-asks-aws-keys',
      'queue-policy-shown',
      'names-destination',
      'aws-own-denial',
      'names-secret-rotation',
    ],
    who: 'developer',
    title:
      'Calls need no AWS account, IAM user or role: only LWA’s client id and secret, and a refresh token',
    cause:
      'Since October 2023, SP-API reads only the access token in x-amz-access-token, and the registration asks for no IAM ARN. An AWS account is only needed for what Amazon sends to your own queue: notifications, and new client secrets by rotation.',
    steps: [
      'Leave the AWS fields of your library empty, or update it to a version without them.',
      'Follow a guide that is newer than October 2023.',
    ],
    evidence: 'The date of the guide, and the version of the library.',
    link: links.connecting,
    seen: [],
  }),
  answer({
    id: 'permission-ends-at-amazon',
    symptom: 'asks-withdrawal',
    who: 'operator',
    title: 'A permission is ended in Seller Central under Manage Your Apps, not by an operation',
    cause:
      'Neither SP-API nor Login with Amazon has an operation that revokes a refresh token, and the application isn’t notified. The seller disables the application. A developer can only revoke self-authorizations, under Manage Authorizations.',
    steps: [
      'Ask the seller to open Manage Your Apps in Seller Central, and to disable the application’s authorization.',
      'End a self-authorization yourself: open Develop Apps, press the arrow beside Edit App, choose Authorize, and open Manage Authorizations.',
      'For a vendor, or a seller who can’t disable it, ask Amazon’s Developer Support.',
      'Delete the refresh token on your side, and stop calling for this seller.',
    ],
    evidence: 'Manage Your Apps in Seller Central, and invalid_grant at the next refresh.',
    link: links.revocation,
    seen: [],
  }),
]
