package org.socle.fleet.config;

/**
 * Where devices connect.
 *
 * @param host address to listen on; a loopback address as long as the broker speaks plain MQTT
 * @param port 1 to 65535
 */
public record MqttConfig(String host, int port) {}
