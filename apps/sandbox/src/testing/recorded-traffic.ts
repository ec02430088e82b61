import { Socket } from 'node:net'

export interface RecordedTraffic {
  /**
   * Every byte that was written to a TCP connection since the start, one buffer per connection; without
   * those to the given ports.
   */
  streams(exceptPorts?: readonly number[]): readonly Buffer[]
  /** Connections that had written more when it stopped than was recorded: must stay empty. */
  incomplete(exceptPorts?: readonly number[]): readonly string[]
  /** Gives the sockets their own way of writing back. */
  stop(): void
}

interface Writing {
  _writeGeneric(
    this: Socket,
    isMany: boolean,
    data: unknown,
    encoding: BufferEncoding | '',
    done: unknown,
  ): unknown
}

interface Stream {
  readonly socket: Socket
  readonly port: number
  readonly parts: Buffer[]
}

/**
 * Records what leaves this process through TCP, whoever writes it: HTTP clients and servers of every
 * kind end in this one method of the socket (single writes and batches). Pipes and IPC are not TCP: a
 * training process stays inside its connector.
 */
export function recordTraffic(): RecordedTraffic {
  const prototype = Socket.prototype as unknown as Writing
  const original = prototype._writeGeneric
  const streams = new Map<Socket, Stream>()
  const written = new Map<Socket, number>()
  prototype._writeGeneric = function (isMany, data, encoding, done) {
    // A connecting socket keeps the data and comes here again once it is connected.
    if (!this.connecting && this.remotePort !== undefined) {
      const stream = streams.get(this) ?? { socket: this, port: this.remotePort, parts: [] }
      streams.set(this, stream)
      stream.parts.push(...partsOf(isMany, data, encoding))
    }
    return original.call(this, isMany, data, encoding, done)
  }
  return {
    streams: (exceptPorts = []) =>
      [...streams.values()]
        .filter(({ port }) => !exceptPorts.includes(port))
        .map(({ parts }) => Buffer.concat(parts)),
    incomplete: (exceptPorts = []) =>
      [...streams.values()]
        .filter(({ port }) => !exceptPorts.includes(port))
        .map(({ socket, parts, port }) => ({
          ...{ port, written: written.get(socket) ?? 0 },
          seen: parts.reduce((sum, part) => sum + part.length, 0),
        }))
        .filter(({ written, seen }) => written > seen)
        .map(({ port, written, seen }) => `port ${port}: ${written} written, ${seen} recorded`),
    stop() {
      for (const socket of streams.keys()) written.set(socket, socket.bytesWritten)
      prototype._writeGeneric = original
    },
  }
}

function partsOf(isMany: boolean, data: unknown, encoding: BufferEncoding | ''): Buffer[] {
  if (!isMany) return [bytesOf(data, encoding)]
  const batch = data as (Uint8Array | { chunk: unknown; encoding: BufferEncoding })[]
  return batch.map((item) =>
    item instanceof Uint8Array ? bytesOf(item, '') : bytesOf(item.chunk, item.encoding),
  )
}

const bytesOf = (data: unknown, encoding: BufferEncoding | ''): Buffer =>
  typeof data === 'string'
    ? Buffer.from(data, encoding as BufferEncoding)
    : Buffer.from(data as Uint8Array)
