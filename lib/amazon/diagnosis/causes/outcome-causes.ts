import type { Cause } from '../cause.ts'
import { docsIssue, jleversIssue, links, modelsIssue } from '../links.ts'

/** Calls that Amazon accepted, and whose work it didn't do; and answers of its older API. */
export const outcomeCauses: readonly Cause[] = [
  {
    id: 'report-fatal',
    rows: [],
    symptom: 'report-fatal',
    given: [],
    contradicts: ['looks-like-amazon'],
    atMost: 'likely',
    who: 'developer',
    title: 'Amazon accepted the report or feed, and couldn’t process it (FATAL)',
    cause:
      'Authorization is fine: a missing role is refused before anything is produced. FATAL of a report is mostly a period that the type doesn’t allow (a week begins on Sunday and ends on Saturday, a month on its first and last day, and neither may be too recent), a missing reportOption, or an account without a brand; of a feed, a file in another format than its feedType. CANCELLED often means that there are no data, or that the same report was just made.',
    steps: [
      'Download the document that it has although it failed (reportDocumentId, resultFeedDocumentId): it names the reason.',
      'Align dataStartTime and dataEndTime with reportPeriod, and end before the last days.',
      'Compare reportOptions of {reportType} with Amazon’s page on report types.',
      'Repeat it once, an hour later. If a period that worked before fails for every account, it is Amazon’s: open a case.',
    ],
    evidence: 'processingStatus, and errorDetails in the document of reportDocumentId.',
    link: links.reportTypes,
    seen: [modelsIssue(4701), docsIssue(3047), modelsIssue(308), modelsIssue(261)],
  },
  {
    id: 'solicitation-not-available',
    rows: [],
    symptom: 'solicitation-refused',
    given: [],
    who: 'developer',
    title: 'This order takes no request for a review now',
    cause:
      'It isn’t a role, although the code says Unauthorized: a request can be sent once for each order, 5 to 30 days after delivery, and not for orders that were returned or refunded.',
    steps: [
      'Ask getSolicitationActionsForOrder first, and send only what it lists.',
      'Treat this 403 as done or too early, and don’t repeat it immediately.',
    ],
    evidence: 'The answer of getSolicitationActionsForOrder for the same order.',
    link: links.httpErrors,
    seen: [modelsIssue(19), docsIssue(121)],
  },
  {
    id: 'personal-data-empty',
    rows: [],
    symptom: 'says-personal-data-empty',
    given: [],
    contradicts: ['says-order-canceled'],
    decidedBy: 'role-when',
    who: 'operator',
    title: 'Amazon leaves out personal data that the application may not see',
    cause:
      'It isn’t an error: orders are returned without names, addresses and buyer data unless the application has a restricted role (Direct to Consumer Shipping for addresses, a tax role for buyer data), the grant is newer than that role, and, for Orders v0, the call has a restricted data token with dataElements. Pending orders, canceled ones, and orders fulfilled by Amazon have few or none of these data for anyone.',
    steps: [
      'Check that the restricted role is approved and on the application, and since when.',
      'If the grant is older, have the account authorize again, and replace the refresh token.',
      'For Orders v0, request a restricted data token for exactly the path, with dataElements buyerInfo and shippingAddress, and send it as x-amz-access-token.',
      'Or call Orders 2026-01-01 with includedData BUYER and RECIPIENT: it needs the role, and no such token.',
    ],
    evidence:
      'The restricted roles with their dates, the token of the call, and the status and channel of the order.',
    check: 'Does the application have a restricted role, and was the call made with a restricted data token?',
    link: links.restrictedData,
    seen: [docsIssue(3309), modelsIssue(170)],
  },
  {
    id: 'sandbox-upload',
    rows: [],
    symptom: 'uploads-to-cloudfront',
    given: ['says-sandbox'],
    atMost: 'likely',
    who: 'developer',
    title: 'The sandbox’s upload address is an example, and takes no files',
    cause:
      'The static sandbox answers createFeedDocument with the example of the model. Its address was never made for an upload, so it refuses every PUT.',
    steps: [
      'Skip the upload in the sandbox, and continue with the feedDocumentId of its example.',
      'Test uploads at the production host.',
    ],
    evidence: 'The host that createFeedDocument was called at, and that of the address it returned.',
    link: links.sandbox,
    seen: [jleversIssue(571)],
  },
  {
    id: 'vendor-group-rights',
    rows: [],
    symptom: 'vendor-group-rights',
    given: [],
    who: 'operator',
    title: 'The vendor account has no right to this report',
    cause:
      'Reports for vendors depend on the vendor group that authorized, on the role Brand Analytics, and on the view that is asked for: manufacturers and distributors have different ones.',
    steps: [
      'Check in Vendor Central that the account sees the same report, and in which view.',
      'Compare reportOptions (distributorView, sellingProgram) of {reportType} with Amazon’s page on report types.',
      'If the role came later, have the vendor group authorize again, and replace the refresh token.',
    ],
    evidence: 'The same report in Vendor Central, and reportOptions as sent.',
    check: 'Does Vendor Central show this report to the account, in the view that was asked for?',
    link: links.reportTypes,
    seen: [modelsIssue(2572)],
  },
  {
    id: 'queue-policy',
    rows: [],
    symptom: 'says-queue-silent',
    given: ['queue-policy-shown'],
    contradicts: ['queue-principal-amazon'],
    who: 'developer',
    title: 'The queue doesn’t let Amazon’s account write to it',
    cause:
      'The policy allows sqs:SendMessage to other accounts only. Notifications are sent by Amazon’s AWS account 437568002678, which is no example: it has to be the Principal.',
    steps: [
      'Allow SendMessage and GetQueueAttributes to the principal 437568002678 in the policy of the queue.',
      'If the queue is encrypted, allow the same account to use its key. FIFO queues aren’t supported.',
      'Then create the destination and the subscription again.',
    ],
    evidence: 'Principal in the policy of the queue.',
    link: links.notifications,
    seen: [docsIssue(2043)],
  },
  {
    id: 'queue-silent',
    rows: [],
    symptom: 'says-queue-silent',
    given: [],
    who: 'developer',
    title: 'Notifications are subscribed to, and none arrives',
    cause:
      'The queue refuses Amazon’s account, its encryption key does, the subscription belongs to another seller or region, or nothing happened that this type reports.',
    steps: [
      'Allow SendMessage and GetQueueAttributes to Amazon’s AWS account 437568002678 in the policy of the queue, and the use of its key.',
      'Read the subscription with getSubscription, with the seller’s token and at the seller’s region.',
      'Check with sendTestNotification in the sandbox.',
    ],
    evidence: 'The policy of the queue, and the answer of getSubscription.',
    check: 'Is 437568002678 the principal in the policy of the queue?',
    link: links.notifications,
    seen: [docsIssue(2043)],
  },
  {
    id: 'mws-gone',
    rows: [],
    symptom: 'mws-answer',
    given: [],
    who: 'developer',
    title: 'This answer is from Amazon MWS, which has been shut down',
    cause:
      'MWS ended in 2024. Its keys, developer ids and mws_auth_token open nothing any more, and no setting in Seller Central brings it back.',
    steps: [
      'Register an application for SP-API, and let each seller authorize it.',
      'Replace the library: those for MWS (such as Peddler before version 3) call hosts that no longer serve.',
    ],
    evidence: 'The host of the request, and the version of the library.',
    link: links.deprecations,
    seen: ['https://github.com/lineofflight/peddler/issues/167'],
  },
]
