import { type ErrorFacts, fault } from './facts.ts'

/** The keys that seal what is stored. */
export const encryptionErrors = {
  encryption_key_not_found: fault(
    404,
    'Unknown encryption key',
    'No process has started with a key that has this id. Check the id.',
  ),
  encryption_key_current: fault(
    409,
    'This key seals new values',
    'Add another key in front of it, restart every process, and re-seal. Then retire this one.',
  ),
  encryption_key_in_use: fault(
    409,
    'Values are still sealed with this key',
    'Re-seal them with the current key first.',
    { outdated: true },
  ),
  encryption_key_sealing: fault(
    409,
    'A running process still seals with this key',
    'Restart every process with another key in front of it, then try again.',
  ),
  encryption_key_still_sealing: fault(
    409,
    'This key still seals new values',
    'Anything that it seals from now on would be exposed, too. Add another key in front of it, restart every process, then try again.',
  ),
  encryption_key_not_everywhere: fault(
    409,
    'A running process is missing the current key',
    'It couldn’t open re-sealed values. Restart every process with the current key, then try again.',
  ),
} as const satisfies Record<string, ErrorFacts>
