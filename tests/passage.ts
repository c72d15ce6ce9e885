/** A way to MySQL or Redis that tests cut off, or let nothing through, while the server itself goes on. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

export class Passage {
  readonly #host: string
  readonly #to: number
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #silent = false
  port = 0

  private constructor(host: string, to: number) {
    this.#host = host
    this.#to = to
  }

  static async to(host: string, port: number): Promise<Passage> {
    const passage = new Passage(host, port)
    await passage.open()
    return passage
  }

  /** Lets through again, at the same port. */
  async open(): Promise<void> {
    this.#silent = false
    for (const socket of this.#sockets) socket.resume()
    if (this.#server) return
    this.#server = createServer((client) => this.#pass(client)).listen(this.port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as AddressInfo).port
  }

  /** Breaks every connection and refuses new ones. */
  cut(): void {
    this.#server?.close()
    this.#server = null
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Keeps every connection and accepts new ones, and passes nothing on. */
  silence(): void {
    this.#silent = true
    for (const socket of this.#sockets) socket.pause()
  }

  #pass(client: Socket): void {
    const beyond = connect(this.#to, this.#host)
    const ends: [Socket, Socket][] = [
      [client, beyond],
      [beyond, client],
    ]
    for (const [from, to] of ends) {
      this.#sockets.add(from)
      from.on('data', (bytes) => to.write(bytes))
      from.on('error', () => from.destroy())
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      if (this.#silent) from.pause()
    }
  }
}
