/** Next calls this once for each server, before it answers. */
export async function register(): Promise<void> {
  // Next compiles this for another runtime, too, which has none of Node's modules, and puts the word here itself.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteAddresses } = await import('./app/_server/note-addresses.ts')
  const { readEnvironment } = await import('./lib/env.ts')
  noteAddresses(readEnvironment())
}
