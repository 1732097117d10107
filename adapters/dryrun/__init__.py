"""karmyq's rule book in memory: one module per platform service, over one indexed store."""
