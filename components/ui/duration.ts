/** "340 ms", "4.2 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return join([minutes, 'min'], [seconds % 60, 's'])
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return join([hours, 'h'], [minutes % 60, 'min'])
  return join([Math.floor(hours / 24), 'd'], [hours % 24, 'h'])
}

function join(whole: readonly [number, string], rest: readonly [number, string]): string {
  return rest[0] === 0 ? whole.join(' ') : `${whole.join(' ')} ${rest.join(' ')}`
}
