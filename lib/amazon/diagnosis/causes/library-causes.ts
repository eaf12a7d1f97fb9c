import type { Cause, Sign } from '../cause.ts'
import { links, saleweaverIssue } from '../links.ts'
import type { LibrarySign } from '../signs/library-signs.ts'

type Row = readonly [
  symptom: Exclude<LibrarySign, 'library-asks-aws-keys'>,
  answer: Sign,
  title: string,
  cause: string,
  steps: readonly string[],
  seen?: readonly string[],
]

const rawAnswer = 'Log Amazon’s raw response before the program parses it, and paste it at /diagnose.'

const rows: readonly Row[] = [
  [
    'library-upgrade-broke',
    'fails-upgrade',
    'The cause is the new version of the library: the old one works',
    'Amazon responds to both versions in the same way. The new version changed the names or order of arguments, or the type of its results, or has a bug.',
    [
      'Read the changelog between the two versions, and adapt the call.',
      'Try the newest version. If that fails as well, stay with the old one, and report the bug to the library’s maintainers.',
    ],
  ],
  [
    'library-install-failed',
    'fails-package',
    'A package is missing, or conflicts with others',
    'Nothing was sent to Amazon. The package isn’t installed where the program runs, has another name, or requires versions that conflict with other packages.',
    [
      'Install the library into the environment that runs the program, and print its version there.',
      'Start with an empty environment and only the library, then add the other packages.',
    ],
  ],
  [
    'library-part-missing',
    'fails-part',
    'The program reads a part that the response doesn’t contain',
    'Amazon responded with an error, an empty list, or the structure of another version: older operations wrap everything in payload, newer ones don’t, and batch operations return a list.',
    [rawAnswer, 'Check errors first, and read the parts by their names in the model of the called version.'],
  ],
  [
    'library-call-unknown',
    'fails-call',
    'The installed version of the library lacks what the code calls',
    'Nothing was sent to Amazon. The code is for a different version of the library: the function, argument or class was added later, was renamed or removed, or belongs to another library.',
    [
      'Print the library’s version where the program runs, and compare it with the version that your code was written for.',
      'Update the library, or look up the new name in its changelog.',
      'If the newest version lacks the operation, call its path directly.',
    ],
    [saleweaverIssue(42)],
  ],
  [
    'library-language-version',
    'fails-language',
    'The library requires another version of the programming language',
    'Nothing was sent to Amazon. The library uses features that the installed language version doesn’t support yet, or no longer supports.',
    [
      'Look up which language version the library requires, and print the one that runs it.',
      'Update the language, or install a version of the library that supports yours.',
    ],
  ],
  [
    'library-answer-unread',
    'fails-answer',
    'The library can’t parse Amazon’s response: it was generated from an older model',
    'Amazon responded. The response has a value, an empty field or an object type that isn’t in the library’s model, or it is an error that the library reads as data.',
    [
      rawAnswer,
      'Update the library, or regenerate its client from Amazon’s current models.',
      'Until then, configure it to ignore unknown fields and values, or parse this response yourself.',
    ],
  ],
  [
    'library-argument-type',
    'fails-argument',
    'A value is passed to the library in the wrong format',
    'The library puts the value into the request unchanged. An object, a list or a date that isn’t a string is sent empty, or in a format that Amazon can’t read.',
    [
      'Pass times as strings, such as 2026-03-01T00:00:00Z, and lists as the library’s documentation shows.',
      'Log the URL or body as sent.',
    ],
  ],
  [
    'library-setting-absent',
    'fails-setting',
    'A value that the library requires was never set',
    'Nothing was sent to Amazon. A credential, the region or the marketplace is empty where the library reads it, or doesn’t have the name that the library expects.',
    [
      'Print which settings are empty where you create the library’s client. Environment variables have to exist in the process itself.',
      'Compare the names of the settings with the documentation of the installed version.',
      'If the library asks for AWS keys, update it: they haven’t been needed since October 2023.',
    ],
  ],
  [
    'library-generated',
    'fails-generated',
    'The generated client requires another generator, or a manual correction',
    'Amazon’s models use Swagger 2.0, and some contain names or types for which generators produce code that doesn’t compile.',
    [
      'Use the generator and version that Amazon’s page names for your language, or Amazon’s own SDK.',
      'Generate from the newest model, one API at a time.',
    ],
  ],
]

/** Signs of a better cause: a tool's user can't change its library, and a library that asks for AWS keys is too old. */
function otherwise(symptom: Row[0]): readonly Sign[] {
  if (symptom === 'library-setting-absent') return ['tool-named', 'aws-terms']
  return symptom === 'library-upgrade-broke' ? ['tool-named', 'library-asks-aws-keys'] : ['tool-named']
}

function words([, , title, cause, steps]: Row): Omit<Cause, 'id' | 'symptom' | 'given' | 'seen'> {
  return {
    rows: [],
    atMost: 'likely',
    who: 'developer',
    title,
    cause,
    steps,
    evidence: 'The library’s version, and the first line of the stack trace that is in your own code.',
    link: links.connecting,
  }
}

/** Causes that a program's error message shows. */
export const libraryCauses: readonly Cause[] = rows.map((row) => {
  const [symptom, , , , , seen = []] = row
  return { ...words(row), id: symptom, symptom, given: [], contradicts: otherwise(symptom), seen }
})

/** The same causes, where a person answered what the message names. */
export const answeredLibraryCauses: readonly Cause[] = rows.map((row) => ({
  ...words(row),
  id: `${row[0]}-asked`,
  symptom: 'library-failed',
  given: [row[1]],
  decidedBy: 'library-fails',
  seen: [],
}))
