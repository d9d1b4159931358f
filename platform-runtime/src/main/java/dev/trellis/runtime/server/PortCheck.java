package dev.trellis.runtime.server;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the port is free before seconds go into the database. */
final class PortCheck {
  private PortCheck() {}

  static void require(String host, int port) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new StartFailure(
          StartProblem.SETTING_INVALID,
          "TRELLIS_HOST " + host + " is no address of this machine",
          "Use 127.0.0.1 for this machine alone or 0.0.0.0 for all networks");
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (BindException e) {
      throw refused(host, port, e);
    } catch (IOException e) {
      throw refused(host, port, new BindException(e.getMessage()));
    }
  }

  private static StartFailure refused(String host, int port, BindException e) {
    var message = String.valueOf(e.getMessage());
    if (message.contains("ermission")) {
      return new StartFailure(
          StartProblem.PORT_TAKEN,
          "this user may not listen on port " + port,
          "Set TRELLIS_PORT to one above 1024",
          e);
    }
    if (message.contains("assign")) {
      return new StartFailure(
          StartProblem.SETTING_INVALID,
          "TRELLIS_HOST " + host + " is no address of this machine",
          "Use 127.0.0.1 for this machine alone or 0.0.0.0 for all networks",
          e);
    }
    return new StartFailure(
        StartProblem.PORT_TAKEN,
        "port " + port + " is taken by another program",
        "Stop that program, or set TRELLIS_PORT to a free port",
        e);
  }
}
