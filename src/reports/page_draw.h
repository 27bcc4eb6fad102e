#pragma once

#include <functional>

#include "charts/canvas.h"
#include "reports/page.h"

namespace pb::reports {

// Told before each item which node it belongs to; kDecoration of what belongs to none.
using NodeListener = std::function<void(std::size_t)>;

void draw_page(charts::Canvas& canvas, Page const& page, charts::Theme const& theme,
               NodeListener const& listener = {});

}  // namespace pb::reports
