import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

/**
 * Takes the network away from this process. Node 24's permission model covers files, children and
 * addons but not sockets (Node 25's does), so the entrances are closed here; nothing foreign runs in the
 * process, this guards against a library that would call home.
 */
export function closeNetwork(): void {
  const refuse = (): never => {
    throw new Error('the training process has no network')
  }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dgram.Socket.prototype.bind = refuse
  dgram.Socket.prototype.send = refuse
  dns.lookup = refuse as never
  Object.assign(globalThis, { fetch: refuse, WebSocket: refuse, EventSource: refuse })
}
