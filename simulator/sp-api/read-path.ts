/** The values of a path such as `/a/:b`, by name; empty for a name that the pattern does not have. */
export function readPath(pattern: string, path: string): (name: string) => string {
  const names = pattern.split('/')
  const parts = path.split('/')
  return (name) => {
    const part = parts[names.indexOf(`:${name}`)] ?? ''
    try {
      return decodeURIComponent(part)
    } catch {
      return part
    }
  }
}
