// Loaded into a measured program: replies to each message with the resources used so far.
let most = 0;
setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 100).unref();

process.on("message", (message) => {
  if (message.usage === undefined) return;
  const { user, system } = process.cpuUsage();
  most = Math.max(most, process.memoryUsage.rss());
  process.send({ cpuUs: user + system, mostBytes: most });
});
process.on("disconnect", () => process.exit());
