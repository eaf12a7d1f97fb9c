/*
 * Which text can be stored and shown. Postgres stores no NUL, and no half of a character, which is what programs leave
 * that cut a text within an emoji.
 */

/** Whether a text can be stored, and so can be equal to a stored one. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text)
}

/** Without what can't be stored: to compare with stored text, or to keep what somebody else wrote. */
export function storablePart(text: string): string {
  return text.replace(/[\0\p{Cs}]+/gu, '')
}

/** Whether a text is one line: no line breaks, no other control characters, no halves of characters. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text)
}

/** Whether each character of a line can be seen, as in a name: no mark changes the direction or has no width. */
export function isPlainLine(text: string): boolean {
  return !/\p{C}/u.test(text)
}
