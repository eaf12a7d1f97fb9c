import type { Cause } from '../cause.ts'
import { links } from '../links.ts'

/** Answers that Amazon gives, and in which something is missing. */
export const missingDataCauses: readonly Cause[] = [
  {
    id: 'data-missing',
    rows: [],
    symptom: 'says-data-missing',
    given: [],
    decidedBy: 'what-is-missing',
    who: 'developer',
    title: 'Amazon accepts the call, and leaves something out',
    cause:
      'It isn’t a refusal: a restricted role that is missing leaves out personal data, a filter or marketplace leaves the list empty, and parts that weren’t asked for aren’t returned.',
    steps: [
      'Ask for one thing that Seller Central shows, by its id.',
      'Compare includedData, filters and marketplace with the reference of {operation}.',
    ],
    evidence: 'The same thing in Seller Central beside the answer.',
    check: 'What is missing: personal data, fields, the whole list, or notifications?',
    link: links.errorsFaq,
    seen: [],
  },
  ...(
    [
      [
        'marketplace',
        'filters-by-marketplace',
        'There is nothing in this marketplace or account',
        'An answer without entries is what Amazon gives for a marketplace in which the account has none, or for the token of another account.',
        'Compare with Seller Central of the same account and marketplace, and with each of its other marketplaces.',
      ],
      [
        'time',
        'filters-by-time',
        'The time that is asked for has no data yet, or none any more',
        'New data take minutes (orders) to days (finances, reports), and each operation looks back only so far. A time that is written without its zone is another one.',
        'Ask for a day in the last week, in UTC with Z.',
      ],
      [
        'status',
        'filters-by-status',
        'The filter leaves nothing',
        'Statuses, types and kinds are matched exactly, and some exclude one another.',
        'Leave out the filters, and add one after another.',
      ],
      [
        'sandbox',
        'filters-in-sandbox',
        'The sandbox answers with its examples only',
        'It knows none of the account’s data.',
        'Call the production host.',
      ],
    ] as const
  ).map(
    ([name, shown, title, cause, step]): Cause => ({
      id: `list-empty-${name}`,
      rows: [],
      symptom: 'says-list-empty',
      given: [shown],
      decidedBy: 'filters',
      atMost: 'likely',
      who: 'developer',
      title,
      cause,
      steps: [step],
      evidence: 'The query as sent, beside Seller Central.',
      link: links.errorsFaq,
      seen: [],
    }),
  ),
  {
    id: 'list-empty',
    rows: [],
    symptom: 'says-list-empty',
    given: [],
    decidedBy: 'filters',
    who: 'developer',
    title: 'The answer is empty: nothing matches what was asked',
    cause:
      'Authorization is fine. The marketplace or account has nothing, the time is too new or too old, a filter excludes everything, or the sandbox was called.',
    steps: [
      'Leave out all filters but the marketplace, and ask for a day in the last week.',
      'Compare with Seller Central of the same account.',
    ],
    evidence: 'The query as sent, beside Seller Central.',
    check: 'Does Seller Central show entries for the same account, marketplace and time?',
    link: links.errorsFaq,
    seen: [],
  },
  {
    id: 'file-unreadable',
    rows: [],
    symptom: 'says-file-unreadable',
    given: [],
    atMost: 'likely',
    who: 'developer',
    title: 'The document is compressed, or in another character set',
    cause:
      'getReportDocument names compressionAlgorithm: with GZIP the file has to be decompressed. The character set is in the Content-Type of the download (often Cp1252, in Japan Shift_JIS). Files were encrypted in versions that are gone (2020-09-04) only.',
    steps: [
      'Decompress the file where compressionAlgorithm says GZIP.',
      'Read it as the charset of the download’s Content-Type, not as UTF-8 by default.',
      'For uploads, write the file in the charset that createFeedDocument got.',
      'Use reports/2021-06-30 and feeds/2021-06-30: they don’t encrypt.',
    ],
    evidence: 'compressionAlgorithm, and the Content-Type of the download.',
    link: links.reportTypes,
    seen: [],
  },
  {
    id: 'fields-missing',
    rows: [],
    symptom: 'says-fields-missing',
    given: [],
    atMost: 'likely',
    who: 'developer',
    title: 'Amazon returns only the parts that were asked for and that it has',
    cause:
      'Newer operations return a part only where includedData (or a similar parameter) names it; other parts exist for some products, statuses or roles only; and an SDK of an older model drops what it doesn’t know.',
    steps: [
      'Name the parts in includedData, and compare the raw answer with what the library shows.',
      'Compare with another item or order that has the value in Seller Central.',
      'If the raw answer lacks a value that the model requires, open a case with x-amzn-RequestId.',
    ],
    evidence: 'The raw body of the answer, and includedData as sent.',
    link: links.errorsFaq,
    seen: [],
  },
  {
    id: 'answer-not-json',
    rows: [],
    symptom: 'says-json-invalid',
    given: [],
    decidedBy: 'page-of',
    who: 'amazon',
    title: 'The answer isn’t JSON: it is another server’s page, or Amazon’s own fault',
    cause:
      'Amazon’s APIs answer with JSON. A page of a proxy or of a wrong address isn’t any, nor is an answer that was cut off. In July 2021 Amazon itself returned a value without quotation marks, to everyone and for a day.',
    steps: [
      'Log the status, the headers and the first lines of the raw answer.',
      'Compare with another account and another operation. If only this field is broken for all, wait, and open a case.',
    ],
    evidence: 'The raw answer.',
    check: 'Who answers, by the headers, and does another operation’s answer parse?',
    link: links.status,
    seen: [],
  },
  {
    id: 'values-wrong',
    rows: [],
    symptom: 'says-values-wrong',
    given: [],
    atMost: 'likely',
    who: 'amazon',
    title: 'Amazon returns values that don’t fit the page or another operation',
    cause:
      'Authorization plays no part. Some values are updated hours apart, mean different things in two operations, or depend on marketplace and currency; others are faults of Amazon’s, which many report at the same time.',
    steps: [
      'Compare one example in both places, with its time, marketplace and currency.',
      'Repeat it some hours later.',
      'If it stays, open a case with the example and x-amzn-RequestId of both answers.',
    ],
    evidence: 'One example with both values.',
    link: links.status,
    seen: [],
  },
]
