import { defineConfig, drivers } from '@adonisjs/core/hash'

/** scrypt at N = 2^14: about 50 ms of one core, 16 MB, off the event loop. */
export default defineConfig({
  default: 'scrypt',
  list: {
    scrypt: drivers.scrypt({ cost: 16384, blockSize: 8, parallelization: 1, maxMemory: 33554432 }),
  },
})
