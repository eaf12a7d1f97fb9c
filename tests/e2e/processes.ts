import { execFileSync } from 'node:child_process'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** A process with all its running descendants. */
export function familyOf(pid: number): Process[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return id === undefined ? [] : [{ pid: Number(id), parent: Number(parent), command }]
    })
  const family = all.filter((process) => process.pid === pid)
  // Grows while it is read: children come after their parents.
  for (const { pid: parent } of family) family.push(...all.filter((process) => process.parent === parent))
  return family
}

/** Kills all of them together, in the middle of their work. */
export function kill(processes: readonly Process[]): void {
  for (const { pid } of processes) process.kill(pid, 'SIGKILL')
}
