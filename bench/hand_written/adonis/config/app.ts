import { defineConfig } from '@adonisjs/core/http'
import { Secret } from '@adonisjs/core/helpers'

export const appKey = new Secret('a key for a bench, which signs nothing')
export const http = defineConfig({ useAsyncLocalStorage: false })
