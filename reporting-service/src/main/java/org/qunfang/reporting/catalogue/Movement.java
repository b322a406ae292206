package org.qunfang.reporting.catalogue;

/** That an event moves a metric of its community, on the day it happened. */
public record Movement(Metric metric, long amount) {}
