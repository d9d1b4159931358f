package dev.trellis.runtime.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Speaks just enough of PostgreSQL's protocol to let anyone in and to tell its version: old servers
 * are not to be had from Maven Central beside the new one.
 */
final class OldServer implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final ServerSocket socket;
  private final String version;

  private OldServer(ServerSocket socket, String version) {
    this.socket = socket;
    this.version = version;
  }

  static OldServer saying(String version) throws IOException {
    var server = new OldServer(new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1")), version);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (var client = socket.accept()) {
        greet(client);
        // Until the client goes.
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // The test is over, or the client left in a hurry.
      }
    }
  }

  private void greet(Socket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var out = new DataOutputStream(client.getOutputStream());
    for (int kind = readStartup(in);
        kind == SSL_REQUEST || kind == GSS_REQUEST;
        kind = readStartup(in)) {
      out.write('N');
      out.flush();
    }
    message(out, 'R', new byte[4]);
    parameter(out, "server_version", version);
    parameter(out, "client_encoding", "UTF8");
    parameter(out, "DateStyle", "ISO, MDY");
    parameter(out, "integer_datetimes", "on");
    parameter(out, "standard_conforming_strings", "on");
    parameter(out, "TimeZone", "UTC");
    message(out, 'Z', new byte[] {'I'});
    out.flush();
  }

  private static int readStartup(DataInputStream in) throws IOException {
    int length = in.readInt();
    int kind = in.readInt();
    in.skipNBytes(length - 8L);
    return kind;
  }

  private static void parameter(DataOutputStream out, String name, String value)
      throws IOException {
    var body = new ByteArrayOutputStream();
    body.write(name.getBytes(UTF_8));
    body.write(0);
    body.write(value.getBytes(UTF_8));
    body.write(0);
    message(out, 'S', body.toByteArray());
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(body.length + 4);
    out.write(body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
