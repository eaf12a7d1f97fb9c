import type { Cause, Sign } from '../cause.ts'
import { docsIssue, links, modelsIssue } from '../links.ts'

const replace =
  'Have the account authorize again, and replace its refresh token: a grant keeps the roles that it was issued with.'
const waits =
  'If the role was added today, try again after an hour or two, with a new access token: it doesn’t always take effect immediately.'
const operationRequires = 'Make sure that it is the right role: {operation} requires {roles}.'
const typeRequires =
  'Make sure that it is the right role: the {typeKind} type {reportType} requires {typeRoles}.'

/**
 * What can be wrong with roles when a symptom points to them. Amazon documents that a refresh token keeps the roles
 * that it was issued with: https://developer-docs.amazon.com/sp-api/docs/roles-faq
 */
export function roleCauses(symptom: Extract<Sign, 'access-denied' | 'resource-forbidden'>): readonly Cause[] {
  const id = (name: string) => (symptom === 'access-denied' ? name : `type-${name}`)
  const rows = symptom === 'access-denied' ? ['S6'] : ['S8']
  const base = { rows, symptom, link: links.roles } as const
  return [
    {
      ...base,
      id: symptom === 'access-denied' ? 'named-type-ended' : 'report-type-ended',
      given: ['type-withdrawn'],
      atMost: 'likely',
      who: 'developer',
      title: 'Amazon has withdrawn this {typeKind} type: use {newerType}',
      cause:
        'Amazon’s schedule of deprecations ends {reportType} on {typeEnd}. After that, Amazon refuses it as if a role were missing, for every account.',
      steps: [
        'Request {newerType} instead of {reportType}.',
        'Compare the columns or fields of both types before you switch.',
      ],
      evidence: 'The type as sent, and Amazon’s page on deprecations.',
      link: links.deprecations,
      seen: [],
    },
    {
      ...base,
      id: symptom === 'access-denied' ? 'named-type-elsewhere' : 'report-type-elsewhere',
      given: ['type-of-other-marketplace'],
      contradicts: ['sibling-type-works'],
      atMost: 'likely',
      who: 'developer',
      title: 'The report type doesn’t exist in this marketplace',
      cause:
        '{reportType} exists only in {typeOfferedIn}. Amazon refuses it elsewhere as if a role were missing, and doesn’t offer all of these types through the API.',
      steps: [
        'Request it only for accounts that sell in {typeOfferedIn}.',
        'Look in the account’s Seller Central for the report that its marketplace has instead.',
      ],
      evidence: 'The report type and the marketplaceIds, compared with Amazon’s page on report types.',
      link: links.reportTypes,
      seen: [],
    },
    {
      ...base,
      id: id('refused-for-this-account'),
      given: ['role-refuted'],
      contradicts: [
        'says-works-at-times',
        'grant-older-than-role',
        'report-type-misspelt',
        'looks-like-amazon-fault',
      ],
      decidedBy: symptom === 'access-denied' ? 'alone' : 'participates',
      who: 'operator',
      title: 'Neither the role nor the grant is the cause: something about this account is',
      cause:
        'The role works for other accounts or for another call, and this account’s grant is newer than the role. What remains is the account itself (its state, its marketplaces, a program, brand or vendor group that it lacks), another account’s token, or a fault at Amazon for this account.',
      steps: [
        'Check in this account’s Seller Central or Vendor Central whether it is active, and whether it has what the call asks for.',
        'Request an access token with this account’s refresh token just before the call, to rule out another account’s token.',
        'Compare with another operation or type for this account. If nothing differs, open a case with x-amzn-RequestId.',
      ],
      evidence: 'What this account shows for the same data at Amazon.',
      check: 'Does this account’s Seller Central or Vendor Central show the same data?',
      seen: [],
    },
    {
      ...base,
      id: id('grant-older-than-role'),
      given: ['grant-older-than-role'],
      supports: ['known-others-work', 'says-role-ticked'],
      contradicts: ['says-works-at-times', 'grant-newer-than-role'],
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The grant is older than the role',
      cause:
        'The application got the role after this account authorized, and a refresh token keeps the roles that it was issued with. Waiting and refreshing don’t help.',
      steps: [
        replace,
        'If the application is public, publish its listing with the new role first.',
        operationRequires,
        typeRequires,
      ],
      evidence: 'The date of the role, compared with the date of the authorization.',
      seen: [docsIssue(2193), modelsIssue(2712)],
      seller: {
        title: 'Amazon needs your permission again',
        next: 'The company can do more now than when you connected. Authorize again from the connect page.',
      },
    },
    {
      ...base,
      id: id('role-is-another'),
      given: ['roles-named-are-others'],
      contradicts: ['says-works-at-times', 'grant-older-than-role', 'grant-newer-than-role'],
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The application has a different role from the one that this requires',
      cause:
        'Each operation and each report type accepts only the roles on its list. {reportType} requires {typeRoles}, which the pasted text doesn’t mention.',
      steps: [
        typeRequires,
        operationRequires,
        'Add the role to the developer profile and to the application, and wait for its approval.',
        replace,
      ],
      evidence: 'The application’s roles, compared with Amazon’s list for the type.',
      seen: [docsIssue(2319)],
    },
    {
      ...base,
      id: id('role-not-on-application'),
      given: ['says-role-missing'],
      contradicts: [
        'says-works-at-times',
        'says-role-ticked',
        'grant-newer-than-role',
        'grant-older-than-role',
        'role-works-in-region',
        'looks-like-amazon-fault',
        'role-refuted',
      ],
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The application doesn’t have the role',
      cause: 'Without the required role, Amazon refuses the operation or report type for every account.',
      steps: [
        operationRequires,
        typeRequires,
        'Add the role to the developer profile and to the application, and wait for its approval.',
        replace,
      ],
      evidence: 'The application’s roles in the Solution Provider Portal.',
      seen: [modelsIssue(2709)],
    },
    {
      ...base,
      id: id('role-not-in-profile'),
      given: ['says-profile-lacks-role'],
      supports: ['says-role-ticked'],
      contradicts: ['says-works-at-times'],
      atMost: 'likely',
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The role was never approved in the developer profile',
      cause:
        'A role that is selected for the application has no effect until Amazon approves it in the developer profile.',
      steps: [
        operationRequires,
        typeRequires,
        'Request the role in the developer profile (Solution Provider Portal), and wait for Amazon’s approval.',
        'Save the application with the role again. If it is published, publish it again.',
        replace,
      ],
      evidence: 'The roles that the developer profile lists as approved.',
      seen: [],
    },
    {
      ...base,
      id: id('role-change-pending'),
      given: ['says-publishing'],
      supports: ['says-role-ticked', 'says-other-operations-work'],
      contradicts: ['grant-older-than-role', 'looks-like-amazon-fault'],
      atMost: 'likely',
      decidedBy: 'role-when',
      who: 'operator',
      title: 'Amazon is still reviewing the change to the application or profile',
      cause:
        'Requested roles take effect only when Amazon approves the change, and grants from before then don’t get them even afterward.',
      steps: [
        'Wait for Amazon’s decision in the Solution Provider Portal, and answer its questions there.',
        replace,
        operationRequires,
        typeRequires,
      ],
      evidence: 'The status of the application and of the developer profile.',
      seen: [],
    },
    {
      ...base,
      id: id('role-not-approved'),
      given: ['grant-newer-than-role'],
      supports: ['says-role-ticked', 'says-reauthorized'],
      contradicts: [
        'says-works-at-times',
        'grant-older-than-role',
        'role-refuted',
        'type-of-other-marketplace',
        'type-withdrawn',
      ],
      atMost: 'likely',
      decidedBy: 'other-seller',
      who: 'operator',
      title:
        'The application has the role, but the profile, the listing or the account keeps it from working',
      cause:
        'The grant is newer than the role, so its age isn’t the reason. Amazon may not have approved the role in the developer profile, the change may be saved but not published, the operation or type may require another role, or this account may not be eligible (no brand, another program, another country).',
      steps: [
        operationRequires,
        typeRequires,
        'Check in the developer profile that the role is approved, not only requested.',
        'If the application is published, publish it again with the role, then have the account authorize again.',
        waits,
        'Try another account. If that works, this one isn’t eligible.',
      ],
      evidence:
        'The developer profile, the published version of the application, and the result for another account.',
      seen: [modelsIssue(1791), docsIssue(3356)],
    },
    {
      ...base,
      id: id('role-ticked-still-refused'),
      given: ['says-role-ticked'],
      contradicts: [
        'says-works-at-times',
        'grant-older-than-role',
        'grant-newer-than-role',
        'roles-named-are-others',
        'says-role-missing',
        'says-reauthorized',
        'looks-like-amazon-fault',
        'role-refuted',
      ],
      supports: ['says-other-operations-work'],
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The application has the role, but the grant may be older, or the role isn’t in effect',
      cause:
        'Having the role isn’t enough. A grant that is older than the role doesn’t include it. A role that is selected but not approved in the developer profile, or saved but not published, has no effect. Or the operation may require another role.',
      steps: [
        operationRequires,
        typeRequires,
        'Compare the date of the role with the date on which this account authorized. If the authorization is older, have the account authorize again, and replace its refresh token.',
        'If it is newer, check that the role is approved in the developer profile, and that the change is published.',
        waits,
      ],
      evidence: 'Both dates, and the developer profile.',
      check: 'Did this account authorize after the role was added?',
      seen: [modelsIssue(1791), modelsIssue(2054)],
    },
    {
      ...base,
      id: id('reauthorized-still-refused'),
      given: ['says-reauthorized'],
      contradicts: [
        'says-works-at-times',
        'grant-older-than-role',
        'says-role-missing',
        'looks-like-amazon-fault',
        'role-refuted',
      ],
      decidedBy: 'other-operation',
      who: 'operator',
      title: 'Authorizing again didn’t help: the old token may still be in use, or a role isn’t the cause',
      cause:
        'Each authorization issues a new refresh token and leaves the old one unchanged. Either the old one is still in use somewhere, the role isn’t in effect, or the cause isn’t a role.',
      steps: [
        'Compare the stored refresh token with the one that the new authorization returned, and delete cached access tokens.',
        operationRequires,
        typeRequires,
        'If Amazon refuses the new one as well, check the path, the marketplace and the account instead of the role.',
      ],
      evidence: 'When the stored refresh token was last changed.',
      check: 'Did you replace the refresh token with the one from the new authorization?',
      seen: [],
    },
  ]
}
