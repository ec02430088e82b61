import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** True when a process of that id runs now, ours or another user's; one that ended unreaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return process.platform !== 'linux' || !'ZX'.includes(statOf(pid)[0] ?? 'X')
}

/** The fields of proc_pid_stat(5) from the third on; the name before them may hold spaces. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/**
 * When a process began, as an opaque text: ids are reused, the pair of id and beginning is not.
 * Undefined when there is no such process, or no way to tell on this platform.
 */
export function startOf(pid: number): string | undefined {
  try {
    // Field 22 of the file.
    if (process.platform === 'linux') return statOf(pid)[19]
    return ps(pid, 'lstart')
  } catch {
    return undefined
  }
}

/** True when the process is a Postgres that serves the data directory. */
export function servesDirectory(pid: number, dataDirectory: string): boolean {
  if (!isAlive(pid)) return false
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === dataDirectory
    return ps(pid, 'command').includes(dataDirectory)
  } catch {
    return false
  }
}

function ps(pid: number, field: 'lstart' | 'command'): string {
  return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
}
