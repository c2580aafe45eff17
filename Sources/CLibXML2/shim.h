// shim.h — libxml2, and what Swift cannot import of it by itself.
#pragma once
#include <libxml/parser.h>
