// Finds the Node that runs the product (24 or newer) and runs programs under it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** What a program may take to end in good order after SIGTERM. */
const graceMs = 15_000

const platform = process.platform === 'win32' ? 'win' : process.platform

/** The pinned runtime of this platform when it is installed, else this Node when it is new enough. */
export function nodeBinary() {
  const folder = `node_modules/node-${platform}-${process.arch}/bin`
  const pinned = resolve(folder, platform === 'win' ? 'node.exe' : 'node')
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `Lianshu runs on Node 24 or newer. This is Node ${process.versions.node}, and no packaged runtime ` +
      `for ${platform}-${process.arch} could be installed: please install Node 24 and try again.`,
  )
}

/** Runs a program to its end and resolves to its exit code. Ctrl-C reaches the program, which ends in good order. */
export function runNode(binary, args) {
  const path = [resolve('node_modules/.bin'), join(binary, '..'), process.env.PATH].join(delimiter)
  const child = spawn(binary, args, { stdio: 'inherit', env: { ...process.env, PATH: path } })
  // A terminal sends Ctrl-C to the whole group: the program has it already, this process only waits.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      child.kill(signal)
      // Who sends this does not wait for ever: a program that hangs must not outlive it.
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
    })
  }
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}
