import { AppError } from './errors.ts'

/**
 * A name as people enter it: 1 to 100 characters, one space between words, no control characters, no invisible marks.
 */
export function parseName(text: string): string {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (name === '' || [...name].length > 100 || /\p{C}/u.test(name)) throw new AppError('name_invalid')
  return name
}
