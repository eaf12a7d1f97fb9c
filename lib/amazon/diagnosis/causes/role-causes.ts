import type { Cause, Sign } from '../cause.ts'
import { docsIssue, links, modelsIssue } from '../links.ts'

const replace =
  'Have the account authorize again, and replace its refresh token: a grant keeps the roles of its day.'
const openedBy = 'Any one of these roles opens {operation}: {roles}.'
const typeOpenedBy = 'The {typeKind} type {reportType} needs {typeRoles}.'

/**
 * What can be wrong with roles behind one symptom. Amazon documents that a refresh token keeps the roles it was issued
 * with: https://developer-docs.amazon.com/sp-api/docs/roles-faq
 */
export function roleCauses(symptom: Extract<Sign, 'access-denied' | 'resource-forbidden'>): readonly Cause[] {
  const id = (name: string) => (symptom === 'access-denied' ? name : `type-${name}`)
  const rows = symptom === 'access-denied' ? ['S6'] : ['S8']
  const base = { rows, symptom, link: links.roles } as const
  return [
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
        'The application got the role after this account had authorized, and a refresh token keeps the roles that it was issued with. Waiting and refreshing change nothing.',
      steps: [
        replace,
        'A public application has to be listed again with the new role first.',
        openedBy,
        typeOpenedBy,
      ],
      evidence: 'The date of the role beside the date of the authorization.',
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
      title: 'The role that the application has isn’t the one that this needs',
      cause:
        'Each operation and each type has its own list of roles, and another role doesn’t open it. {reportType} needs {typeRoles}, which the pasted text doesn’t name.',
      steps: [
        typeOpenedBy,
        openedBy,
        'Add the role to the developer profile and to the application, and wait for its approval.',
        replace,
      ],
      evidence: 'The roles of the application beside Amazon’s list for the type.',
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
      ],
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The application doesn’t have the role',
      cause: 'Without the role that opens it, the operation or the report type is refused to every account.',
      steps: [
        openedBy,
        typeOpenedBy,
        'Add the role to the developer profile and to the application, and wait for its approval.',
        replace,
      ],
      evidence: 'The roles of the application in the Solution Provider Portal.',
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
      title: 'The developer profile was never given the role',
      cause:
        'A role that is ticked on the application has no effect until Amazon has approved it in the developer profile.',
      steps: [
        openedBy,
        typeOpenedBy,
        'Ask for the role in the developer profile (Solution Provider Portal), and wait for its approval.',
        'Save the application with the role again; a published one has to be published again.',
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
      contradicts: ['grant-older-than-role', 'looks-like-amazon'],
      atMost: 'likely',
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The change of the application or profile is still under review',
      cause:
        'Roles that were requested are not in effect until Amazon has approved the change, and a grant from before doesn’t have them afterwards either.',
      steps: [
        'Wait for Amazon’s decision in the Solution Provider Portal, and answer its questions there.',
        replace,
        openedBy,
        typeOpenedBy,
      ],
      evidence: 'The status of the application and of the developer profile.',
      seen: [],
    },
    {
      ...base,
      id: id('role-not-approved'),
      given: ['grant-newer-than-role'],
      supports: ['says-role-ticked', 'says-reauthorized'],
      contradicts: ['says-works-at-times', 'grant-older-than-role'],
      atMost: 'likely',
      decidedBy: 'other-seller',
      who: 'operator',
      title: 'The application has the role, but it isn’t active: profile, listing or account',
      cause:
        'The grant is newer than the role, so its age isn’t the reason. The developer profile may never have been given the role, the change may be saved but not published, the operation or type may belong to another role, or this account may not be entitled to it (no brand, another program, another country).',
      steps: [
        openedBy,
        typeOpenedBy,
        'Check in the developer profile that the role is approved, not only requested.',
        'A published application has to be published again with the role, then authorized again.',
        'Compare with another account: if that works, this one isn’t entitled to it.',
      ],
      evidence: 'The developer profile, the published version of the application, and another account.',
      seen: [modelsIssue(1791)],
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
        'looks-like-amazon',
      ],
      supports: ['says-other-operations-work'],
      decidedBy: 'role-when',
      who: 'operator',
      title: 'The role is there: the grant may be older, or the role isn’t in effect',
      cause:
        'Having the role isn’t enough. A grant from before it doesn’t have it; a role that is ticked but not approved in the developer profile, or saved but not published, has no effect; and the operation may belong to another role.',
      steps: [
        openedBy,
        typeOpenedBy,
        'Compare the date of the role with the date on which this account authorized. If the grant is older, have the account authorize again, and replace its refresh token.',
        'If it is newer, check that the developer profile was given the role, and that the change is published.',
      ],
      evidence: 'Both dates, and the developer profile.',
      check: 'Did this account authorize after the role was added?',
      seen: [modelsIssue(1791), modelsIssue(2054)],
    },
    {
      ...base,
      id: id('reauthorized-still-refused'),
      given: ['says-reauthorized'],
      contradicts: ['says-works-at-times', 'grant-older-than-role', 'says-role-missing', 'looks-like-amazon'],
      decidedBy: 'other-operation',
      who: 'operator',
      title: 'Authorizing again didn’t help: the old token may still be in use, or it isn’t the role',
      cause:
        'Each authorization issues a new refresh token, and the old one isn’t changed by it. Either the old one is still stored somewhere, or the role isn’t in effect, or something other than a role is refused.',
      steps: [
        'Compare the stored refresh token with the one that the new authorization returned, and delete cached access tokens.',
        openedBy,
        typeOpenedBy,
        'If the new one is also refused, look at the path, the marketplace and the account, not at the role.',
      ],
      evidence: 'The time at which the stored refresh token was written.',
      check: 'Was the refresh token replaced with the one of the new authorization?',
      seen: [],
    },
  ]
}
