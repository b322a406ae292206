package org.qunfang.resident.worker;

/**
 * A worker's account of points (积分).
 *
 * @param balance what is there to spend; never less than nothing
 */
public record PointsAccount(int balance) {}
