import type { Cause, ResponsibleParty, Sign } from '../cause.ts'
import { airbyteIssue, links, pipedreamIssue } from '../links.ts'

type Row = readonly [
  name: string,
  said: readonly Sign[],
  answer: Sign,
  who: ResponsibleParty,
  title: string,
  cause: string,
  steps: readonly string[],
  seen?: readonly string[],
]

const rows: readonly Row[] = [
  [
    'update',
    ['library-upgrade-broke'],
    'tool-fails-since-update',
    'operator',
    'A new version of the tool is the reason: the old one works',
    'Amazon answers both alike. The connector of {tool} changed how it asks or what it stores.',
    [
      'Pin the previous version of the connector where {tool} lets you, and read the notes of the new one.',
      'Reset or refresh the schema if the notes ask for it.',
      'Report the message and both versions to {tool}.',
    ],
    [airbyteIssue(53167)],
  ],
  [
    'setting-refused',
    ['tool-setting-refused', 'library-setting-absent'],
    'tool-fails-at-settings',
    'operator',
    'A setting of the connection isn’t what the tool expects',
    'The tool refuses its own settings: region, marketplace, kind of account, start date, environment (sandbox or production), or which client id, secret and refresh token belong together.',
    [
      'Compare each setting with {tool}’s page about Amazon: names, dates with T and Z, and production instead of the sandbox.',
      'Enter client id, secret and refresh token of one and the same application.',
    ],
    [airbyteIssue(56406)],
  ],
  [
    'value-unread',
    ['library-answer-unread'],
    'tool-fails-to-read',
    'operator',
    'The tool can’t read a value of Amazon’s answer',
    'Amazon answered. A field of another type, an empty date or a new column isn’t what the connector of {tool} expects.',
    [
      'Update the connector, then refresh its schema.',
      'Leave out the stream or the column until then, and send {tool} the message with one example.',
    ],
    [airbyteIssue(39319)],
  ],
  [
    'waits-too-short',
    ['tool-waits-too-short'],
    'tool-fails-to-wait',
    'operator',
    'The report takes longer than the tool waits',
    'Amazon produces reports one after another, in minutes to hours. The tool gave up before, or asked so often that Amazon canceled it.',
    [
      'Choose shorter periods and fewer report types at a time, and a longer wait where {tool} offers it.',
      'Run it less often: many types are renewed once in some hours only.',
    ],
    [airbyteIssue(15415)],
  ],
  [
    'nothing-comes',
    ['tool-nothing-comes'],
    'tool-fails-silently',
    'operator',
    'The tool gets nothing from Amazon, and says no reason',
    'Nothing is refused where it can be seen. Most often the permission has ended, the tool asks for another marketplace or time, its job doesn’t run, or a role is missing for just these data.',
    [
      'Check in Seller Central under Manage Your Apps whether {tool} is still authorized, then connect again with the tool’s own button.',
      'Check marketplace, start date and statuses in the tool’s settings.',
      'Send the company behind the tool one order or product that is missing.',
    ],
  ],
]

function words([, , , who, title, cause, steps]: Row): Omit<Cause, 'id' | 'given' | 'seen'> {
  return {
    rows: [],
    symptom: 'tool-named',
    atMost: 'likely',
    decidedBy: 'tool-fails',
    who,
    title,
    cause,
    steps,
    evidence: 'The log of the tool at that time, and its version.',
    link: links.connecting,
  }
}

const told: readonly Cause[] = rows.flatMap((row): readonly Cause[] => {
  const [name, said, answer, , , , , seen = []] = row
  return [
    { ...words(row), id: `tool-${name}-asked`, given: [answer], seen: [] },
    ...said.map((sign, at) => ({
      ...words(row),
      id: at === 0 ? `tool-${name}` : `tool-${name}-${at + 1}`,
      given: [sign],
      seen,
    })),
  ]
})

/** What a named tool fails at, as its message says or as somebody answered; else that the message is its own. */
export const toolCauses: readonly Cause[] = [
  ...told,
  {
    id: 'message-of-tool',
    rows: [],
    symptom: 'tool-named',
    given: ['names-failure'],
    decidedBy: 'tool-when',
    who: 'operator',
    title: 'The message is most likely the tool’s own',
    cause:
      'It has none of Amazon’s words and none of its codes, and it is shown by {tool}. What the tool stores or expects decides, before or after Amazon is asked.',
    steps: [
      'See whether the message appears before or after Amazon’s page.',
      'Sign out of {tool} and start the connection again, with the marketplace of your own account.',
      'Send the company behind the tool the message and its time.',
    ],
    evidence: 'The last page before the message, and the tool’s log.',
    check: 'Does the message appear before Amazon’s page, or after it?',
    link: links.connecting,
    seen: [pipedreamIssue(16961)],
  },
]
