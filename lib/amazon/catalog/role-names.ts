/** Amazon writes the names of some roles in several ways: with hyphens, with "(Restricted)", with "Delivery". */
export function comparableRole(name: string): string {
  return name
    .toLowerCase()
    .replace(/\((?:restricted|aisp|pisp)\)/, '')
    .replace('direct-to-consumer delivery', 'direct-to-consumer shipping')
    .replace(/[^a-z]+/g, '')
}
