// Loaded before a supervised program: when the supervisor is killed, nobody is left behind to hold the port.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
