import { once } from "node:events";
import { connect } from "node:net";

/** Publishes bytes to a subject of a broker, without headers; resolves once the broker has them. */
export const publishRaw = async (server: string, subject: string, bytes: Buffer): Promise<void> => {
  const { hostname, port } = new URL(server);
  const socket = connect(Number(port), hostname);
  let answers = "";
  socket.setEncoding("utf8").on("data", (text: string) => void (answers += text));
  await once(socket, "connect");
  socket.write(`CONNECT {"verbose":false}\r\nPUB ${subject} ${bytes.length}\r\n`);
  socket.write(bytes);
  socket.write("\r\nPING\r\n");
  while (!answers.includes("PONG")) await once(socket, "data");
  socket.destroy();
};
