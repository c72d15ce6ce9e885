import { defineConfig, drivers } from '@adonisjs/core/encryption'

const key = 'a key for a bench, which encrypts nothing'

export default defineConfig({
  default: 'gcm',
  list: { gcm: drivers.aes256gcm({ id: 'gcm', keys: [key] }) },
})
