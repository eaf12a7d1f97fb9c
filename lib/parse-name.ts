import { AppError } from './errors.ts'
import { isPlainLine } from './storable-text.ts'

/** In the spelling in which names are stored. */
export function spellName(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/**
 * A name as people enter it: 1 to 100 characters, one space between words, no control characters, no invisible marks.
 * `field`: what programs call it.
 */
export function parseName(text: string, field = 'name'): string {
  const name = spellName(text)
  if (name === '' || [...name].length > 100 || !isPlainLine(name))
    throw new AppError('name_invalid', { field })
  return name
}
